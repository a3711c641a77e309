BEGIN TRANSACTION;
CREATE TABLE claims (
  document TEXT NOT NULL REFERENCES documents(id), start INTEGER NOT NULL, "end" INTEGER NOT NULL, id TEXT NOT NULL,
  subject TEXT NOT NULL, predicate TEXT NOT NULL, object TEXT, value TEXT, polarity TEXT NOT NULL, attributed_to TEXT NOT NULL,
  time TEXT, confidence REAL NOT NULL, by TEXT NOT NULL,
  trigger_start INTEGER, trigger_end INTEGER, value_start INTEGER, value_end INTEGER,
  PRIMARY KEY (document, start, id)) WITHOUT ROWID;
INSERT INTO "claims" VALUES('d2bf79de2cb0d2b99',0,38,'c0dcc7e82d847b4c6','d2bf79de2cb0d2b99#9,15!Killing','place','d2bf79de2cb0d2b99#28,37',NULL,'asserted','[]',NULL,1.0,'plain',NULL,NULL,NULL,NULL);
INSERT INTO "claims" VALUES('d2bf79de2cb0d2b99',0,38,'c28ca1b15e010ce0d','d2bf79de2cb0d2b99#9,15!Killing','agent','d2bf79de2cb0d2b99#0,8',NULL,'asserted','[]',NULL,1.0,'plain',NULL,NULL,NULL,NULL);
INSERT INTO "claims" VALUES('d2bf79de2cb0d2b99',0,38,'c847f58e31b08b4a2','d2bf79de2cb0d2b99#9,15!Killing','type',NULL,'Killing','asserted','[]',NULL,1.0,'plain',NULL,NULL,NULL,NULL);
INSERT INTO "claims" VALUES('d2bf79de2cb0d2b99',0,38,'cf4271151182f43fb','d2bf79de2cb0d2b99#9,15!Killing','victim','d2bf79de2cb0d2b99#16,24',NULL,'asserted','[]',NULL,1.0,'plain',NULL,NULL,NULL,NULL);
INSERT INTO "claims" VALUES('d2bf79de2cb0d2b99',39,71,'ceef02b84ee02e8c2','d2bf79de2cb0d2b99#39,47','leaderOf','d2bf79de2cb0d2b99#62,70',NULL,'negated','[]',NULL,1.0,'plain',NULL,NULL,NULL,NULL);
INSERT INTO "claims" VALUES('d81eef4fa1b610b34',0,25,'cfba4bd9c8df7d0c9','d81eef4fa1b610b34#0,9','leaderOf','d81eef4fa1b610b34#16,24',NULL,'asserted','[]',NULL,1.0,'plain',NULL,NULL,NULL,NULL);
INSERT INTO "claims" VALUES('d81eef4fa1b610b34',26,61,'c231605f39319a79d','d81eef4fa1b610b34#26,35','siblingOf','d81eef4fa1b610b34#52,60',NULL,'asserted','[]',NULL,1.0,'plain',NULL,NULL,NULL,NULL);
CREATE TABLE documents (
  id TEXT PRIMARY KEY, source TEXT NOT NULL UNIQUE, title TEXT NOT NULL, published TEXT, sha256 TEXT NOT NULL,
  extractor TEXT NOT NULL, text TEXT NOT NULL);
INSERT INTO "documents" VALUES('d81eef4fa1b610b34','one.txt','one',NULL,'cbec66a825b3de3ed596a224af67a7f05ea0c689eac99dc0b1a85cb2ea419589','7fd036c8f1c9bad1','Ada Stone leads Red Path. Ada Stone is a brother of Bo Stone.
');
INSERT INTO "documents" VALUES('d2bf79de2cb0d2b99','two.txt','two',NULL,'cef9ff8ea8f09aca562e1833a64d082da3a76d8ccc73e6e4debd3054e92bcbe1','7fd036c8f1c9bad1','Red Path killed Cy Brook in Natividad. Bo Stone does not lead Red Path.
');
CREATE TABLE judgements (
  document TEXT REFERENCES documents(id),  -- null: across documents
  "left" TEXT NOT NULL, "right" TEXT NOT NULL, by TEXT NOT NULL,
  verdict TEXT NOT NULL, score REAL NOT NULL, reasons TEXT NOT NULL, at TEXT,
  PRIMARY KEY ("left", "right", by)) WITHOUT ROWID;
INSERT INTO "judgements" VALUES(NULL,'d2bf79de2cb0d2b99#0,8','d81eef4fa1b610b34#16,24','resolve/1','same',0.95,'["same full name: red path"]',NULL);
INSERT INTO "judgements" VALUES(NULL,'d2bf79de2cb0d2b99#39,47','d81eef4fa1b610b34#52,60','resolve/1','same',0.95,'["same full name: bo stone"]',NULL);
INSERT INTO "judgements" VALUES('d2bf79de2cb0d2b99','d2bf79de2cb0d2b99#62,70','d2bf79de2cb0d2b99#0,8','plain','same',1.0,'["the same words"]',NULL);
INSERT INTO "judgements" VALUES('d81eef4fa1b610b34','d81eef4fa1b610b34#0,9','d81eef4fa1b610b34#26,35','plain','same',1.0,'["the same words"]',NULL);
CREATE TABLE mentions (
  document TEXT NOT NULL REFERENCES documents(id), start INTEGER NOT NULL, "end" INTEGER NOT NULL, id TEXT NOT NULL,
  type TEXT NOT NULL, kind TEXT NOT NULL, hard INTEGER NOT NULL,
  PRIMARY KEY (document, start, id)) WITHOUT ROWID;
INSERT INTO "mentions" VALUES('d2bf79de2cb0d2b99',0,8,'d2bf79de2cb0d2b99#0,8','ArmedGroup','name',0);
INSERT INTO "mentions" VALUES('d2bf79de2cb0d2b99',9,15,'d2bf79de2cb0d2b99#9,15!Killing','Killing','nominal',0);
INSERT INTO "mentions" VALUES('d2bf79de2cb0d2b99',16,24,'d2bf79de2cb0d2b99#16,24','Person','name',0);
INSERT INTO "mentions" VALUES('d2bf79de2cb0d2b99',28,37,'d2bf79de2cb0d2b99#28,37','Settlement','name',0);
INSERT INTO "mentions" VALUES('d2bf79de2cb0d2b99',39,47,'d2bf79de2cb0d2b99#39,47','Person','name',0);
INSERT INTO "mentions" VALUES('d2bf79de2cb0d2b99',62,70,'d2bf79de2cb0d2b99#62,70','ArmedGroup','name',0);
INSERT INTO "mentions" VALUES('d81eef4fa1b610b34',0,9,'d81eef4fa1b610b34#0,9','Person','name',0);
INSERT INTO "mentions" VALUES('d81eef4fa1b610b34',16,24,'d81eef4fa1b610b34#16,24','ArmedGroup','name',0);
INSERT INTO "mentions" VALUES('d81eef4fa1b610b34',26,35,'d81eef4fa1b610b34#26,35','Person','name',0);
INSERT INTO "mentions" VALUES('d81eef4fa1b610b34',52,60,'d81eef4fa1b610b34#52,60','Person','name',0);
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "meta" VALUES('base','https://kg.example/id/');
CREATE INDEX judgements_document ON judgements(document);
COMMIT;
PRAGMA application_id = 1801937772;
PRAGMA user_version = 1;
