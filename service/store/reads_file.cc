// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/store/reads_file.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include "headwater/hash.h"
#include "service/store/deflated.h"
#include "service/store/file_lock.h"
#include "service/store/keys.h"

namespace headwater::store {
namespace {

/// "HDRD" read as a big-endian number: says whose file it is.
/// https://www.sqlite.org/fileformat.html#application_id
constexpr int64_t kApplicationId = 1212437060;
constexpr int64_t kVersion = 1;

/// Bytes are zlib streams beside the number of bytes that they had.
constexpr Literal kTables = R"(
    PRAGMA application_id = 1212437060;

    CREATE TABLE content (
      number INTEGER PRIMARY KEY,
      hash BLOB NOT NULL UNIQUE,           -- SHA-256, hexadecimal
      size INTEGER NOT NULL,
      stream BLOB NOT NULL
    ) STRICT;

    CREATE TABLE record (
      number INTEGER PRIMARY KEY,
      decision BLOB NOT NULL UNIQUE,
      at_wall INTEGER NOT NULL,
      size INTEGER NOT NULL,
      manifest BLOB NOT NULL
    ) STRICT;
    CREATE INDEX record_age ON record (at_wall);

    CREATE TABLE used (
      record INTEGER NOT NULL,
      position INTEGER NOT NULL,           -- as the manifest counts
      content INTEGER NOT NULL,
      PRIMARY KEY (record, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX used_content ON used (content, record);

    PRAGMA user_version = 1;
)";

constexpr Literal kFindContent = "SELECT number FROM content WHERE hash = ?1";
constexpr Literal kAddContent = R"(
    INSERT INTO content (hash, size, stream) VALUES (?1, ?2, ?3) RETURNING number)";
constexpr Literal kFindRecord = "SELECT number, size, manifest FROM record WHERE decision = ?1";
constexpr Literal kAddRecord = R"(
    INSERT INTO record (decision, at_wall, size, manifest) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (decision) DO NOTHING RETURNING number)";
constexpr Literal kUse = "INSERT INTO used (record, position, content) VALUES (?1, ?2, ?3)";
constexpr Literal kContentsOf = R"(
    SELECT content.hash, content.size, content.stream
    FROM used JOIN content ON content.number = used.content
    WHERE used.record = ?1 ORDER BY used.position)";
constexpr Literal kOldest =
    "SELECT number FROM record WHERE at_wall < ?1 ORDER BY at_wall LIMIT ?2";
constexpr Literal kDropContents = R"(
    DELETE FROM content WHERE number IN (SELECT content FROM used WHERE record = ?1)
      AND NOT EXISTS (SELECT 1 FROM used WHERE used.content = content.number AND record <> ?1))";
constexpr Literal kDropUses = "DELETE FROM used WHERE record = ?1";
constexpr Literal kDropRecord = "DELETE FROM record WHERE number = ?1";

/// What the statement gives one number of; none: no row.
Result<std::optional<int64_t>> OneNumber(Result<Query> asked) {
  Query query = TRY(std::move(asked));
  const bool found = TRY(query.Next());
  if (!found) return std::optional<int64_t>();
  return std::optional(query.Number(0));
}

/// Whatever a child said the content was: its hash is worked out here, so that no child can put
/// something else in another one's place.
Result<int64_t> KeepContent(Connection& connection, const std::string& bytes) {
  const std::string hash = Sha256Hex(bytes);
  const auto known = TRY(OneNumber(connection.Ask(kFindContent, {hash})));
  if (known) return *known;
  const std::string stream = TRY(Deflate(bytes));
  const auto added =
      TRY(OneNumber(connection.Ask(kAddContent, {hash, Stored(bytes.size()), stream})));
  if (!added) return Error{Errc::kInternal, "the database has taken no content"};
  return *added;
}

Status PutRecord(Connection& connection, const DecisionId& decision, const RecordedReads& reads,
                 WallTime at) {
  const std::string manifest = TRY(Deflate(reads.manifest));
  const auto number = TRY(OneNumber(connection.Ask(
      kAddRecord, {decision.hex, Stored(at), Stored(reads.manifest.size()), manifest})));
  if (!number) return Ok{};
  int64_t position = 0;
  for (const std::string& content : reads.contents) {
    const int64_t kept = TRY(KeepContent(connection, content));
    TRY(connection.Run(kUse, {*number, position++, kept}));
  }
  return Ok{};
}

Result<std::vector<std::string>> ContentsOf(Connection& connection, int64_t record) {
  Query query = TRY(connection.Ask(kContentsOf, {record}));
  std::vector<std::string> contents;
  for (;;) {
    const bool found = TRY(query.Next());
    if (!found) return contents;
    std::string bytes = TRY(Inflate(query.Bytes(2), static_cast<uint64_t>(query.Number(1))));
    if (Sha256Hex(bytes) != query.Bytes(0)) {
      return Error{Errc::kContent, "a content that was kept is damaged"};
    }
    contents.push_back(std::move(bytes));
  }
}

Result<std::optional<RecordedReads>> FindRecord(Connection& connection,
                                                const DecisionId& decision) {
  Query query = TRY(connection.Ask(kFindRecord, {decision.hex}));
  const bool found = TRY(query.Next());
  if (!found) return std::optional<RecordedReads>();
  RecordedReads reads;
  reads.manifest = TRY(Inflate(query.Bytes(2), static_cast<uint64_t>(query.Number(1))));
  reads.contents = TRY(ContentsOf(connection, query.Number(0)));
  return std::optional(std::move(reads));
}

Result<std::vector<int64_t>> OldRecords(Connection& connection, WallTime before, size_t limit) {
  const auto bounded = std::min<uint64_t>(limit, std::numeric_limits<int32_t>::max());
  Query query = TRY(connection.Ask(kOldest, {Stored(before), Stored(bounded)}));
  std::vector<int64_t> numbers;
  for (;;) {
    const bool found = TRY(query.Next());
    if (!found) return numbers;
    numbers.push_back(query.Number(0));
  }
}

Status Remove(Connection& connection, const std::vector<int64_t>& records) {
  for (const int64_t record : records) {
    TRY(connection.Run(kDropContents, {record}));
    TRY(connection.Run(kDropUses, {record}));
    TRY(connection.Run(kDropRecord, {record}));
  }
  return Ok{};
}

class ReadsFile final : public ReadsArchive {
 public:
  explicit ReadsFile(Connection connection) : connection_(std::move(connection)) {}

  Status Put(const DecisionId& decision, const RecordedReads& reads, WallTime at) override {
    TRY(connection_.Script("BEGIN IMMEDIATE"));
    return End(PutRecord(connection_, decision, reads, at));
  }
  Result<std::optional<RecordedReads>> Find(const DecisionId& decision) override {
    return FindRecord(connection_, decision);
  }
  Result<uint64_t> RemoveBefore(WallTime time, size_t limit) override {
    const std::vector<int64_t> old = TRY(OldRecords(connection_, time, limit));
    if (old.empty()) return uint64_t{0};
    TRY(connection_.Script("BEGIN IMMEDIATE"));
    TRY(End(Remove(connection_, old)));
    return uint64_t{old.size()};
  }

 private:
  /// Of a transaction: all of it, or nothing.
  Status End(Status done) {
    if (done.ok()) done = connection_.Script("COMMIT");
    if (!done.ok() && connection_.in_transaction()) (void)connection_.Script("ROLLBACK");
    return done;
  }

  Connection connection_;
};

/// False: the database is empty.
Result<bool> IsOurs(Connection& connection) {
  const int64_t owner = TRY(NumberOf(connection, "PRAGMA application_id"));
  const int64_t version = TRY(NumberOf(connection, "PRAGMA user_version"));
  if (owner == kApplicationId && version == kVersion) return true;
  const int64_t things = TRY(NumberOf(connection, "SELECT count(*) FROM sqlite_schema"));
  if (owner == 0 && things == 0) return false;
  return Error{Errc::kInvalid, owner == kApplicationId ? "another version has written it"
                                                       : "it belongs to another program"};
}

Status Prepare(Connection& connection) {
  TRY(SwitchToLog(connection));
  TRY(connection.Script("PRAGMA synchronous = NORMAL"));
  const bool is_ours = TRY(IsOurs(connection));
  return is_ours ? Status(Ok{}) : connection.Script(kTables);
}

/// Absolute, because SQLite may take a name that begins with "file:" for a URL.
Result<std::filesystem::path> Absolute(const std::filesystem::path& file) {
  std::error_code code;
  std::filesystem::path path = std::filesystem::absolute(file, code);
  if (code) return Error{Errc::kInternal, file.string() + ": " + code.message()};
  return path;
}

}  // namespace

Result<std::unique_ptr<ReadsArchive>> OpenReads(const std::filesystem::path& file) {
  const std::filesystem::path path = TRY(Absolute(file));
  TRY(CreateDurably(path));
  Connection connection =
      TRY(Connection::Open(path, "", Access::kReadWrite).Context(path.string()));
  TRY(Prepare(connection).Context(path.string()));
  return std::unique_ptr<ReadsArchive>(std::make_unique<ReadsFile>(std::move(connection)));
}

Result<std::unique_ptr<ReadsArchive>> OpenReadsToLook(const std::filesystem::path& file) {
  const std::filesystem::path path = TRY(Absolute(file));
  std::error_code code;
  if (!std::filesystem::exists(path, code)) {
    return Error{Errc::kInvalid, path.string() + ": there is no such database"};
  }
  Connection connection = TRY(Connection::Open(path, "", Access::kReadOnly).Context(path.string()));
  const bool is_ours = TRY(IsOurs(connection).Context(path.string()));
  if (!is_ours) return Error{Errc::kInvalid, path.string() + ": it holds nothing"};
  return std::unique_ptr<ReadsArchive>(std::make_unique<ReadsFile>(std::move(connection)));
}

}  // namespace headwater::store
