// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/sqlite.h"

#include <chrono>
#include <utility>

namespace headwater::store {
namespace {

/// How long a call waits for another process (a backup, an administrator's shell) that holds the
/// database. Well below the 10 s after which GitLab gives a hook up:
/// https://docs.gitlab.com/ee/administration/instance_limits.html "Webhook timeout".
constexpr std::chrono::milliseconds kBusyTimeout{2000};

/// What every connection is told.
/// - mmap_size: a read error of a mapped file is a signal, not an error.
/// - trusted_schema, cell_size_check: the file is checked, not believed.
constexpr Literal kEveryConnection = R"(
    PRAGMA mmap_size = 0;
    PRAGMA temp_store = MEMORY;
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
)";

/// - synchronous FULL: a commit is on disk before it is answered, power loss included.
///   https://www.sqlite.org/pragma.html#pragma_synchronous
/// - journal_size_limit: bytes the log keeps after it was carried over; writing into it again is
///   cheaper than making it longer.
constexpr Literal kWritingConnection = R"(
    PRAGMA synchronous = FULL;
    PRAGMA journal_size_limit = 67108864;
)";

constexpr Literal kReadingConnection = "PRAGMA query_only = ON;";

/// An extended result code carries the primary one in its low byte.
/// https://www.sqlite.org/rescode.html#pve
constexpr int kPrimaryCode = 0xff;

Errc ErrcOf(int code) {
  switch (code & kPrimaryCode) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_NOMEM:
    case SQLITE_CANTOPEN:
    case SQLITE_PROTOCOL:
      return Errc::kTransient;
    default:
      return Errc::kInternal;
  }
}

int Bind(sqlite3_stmt* statement, int index, const Value& value) {
  if (const auto* number = std::get_if<int64_t>(&value)) {
    return sqlite3_bind_int64(statement, index, *number);
  }
  if (const auto* bytes = std::get_if<std::string_view>(&value)) {
    // A null pointer would be bound as NULL.
    const char* data = bytes->empty() ? "" : bytes->data();
    return sqlite3_bind_blob64(statement, index, data, bytes->size(), SQLITE_TRANSIENT);
  }
  return sqlite3_bind_null(statement, index);
}

}  // namespace

Error LastError(sqlite3* connection, std::string_view doing) {
  std::string message(doing);
  message += ": ";
  message += sqlite3_errmsg(connection);
  return {ErrcOf(sqlite3_extended_errcode(connection)), std::move(message)};
}

void Rewind(sqlite3_stmt* statement) {
  // Repeats the error of the last step, which was answered then.
  (void)sqlite3_reset(statement);
  (void)sqlite3_clear_bindings(statement);
}

Result<bool> Query::Next() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return LastError(sqlite3_db_handle(statement_.get()), "store");
}

int64_t Query::Number(int column) const { return sqlite3_column_int64(statement_.get(), column); }

std::string Query::Bytes(int column) const {
  const void* data = sqlite3_column_blob(statement_.get(), column);
  const int size = sqlite3_column_bytes(statement_.get(), column);
  if (data == nullptr || size <= 0) return {};
  return {static_cast<const char*>(data), static_cast<size_t>(size)};
}

bool Query::IsNull(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

Result<Connection> Connection::Open(const std::filesystem::path& file, const std::string& vfs,
                                    Access access) {
  constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &raw, kFlags, vfs.empty() ? nullptr : vfs.c_str());
  Handle<sqlite3, sqlite3_close_v2> database(raw);
  if (raw == nullptr) return Error{Errc::kTransient, "open the database: no memory"};
  if (code != SQLITE_OK) return LastError(raw, "open the database");
  Connection connection(std::move(database));
  TRY(connection.Configure(access));
  return connection;
}

Status Connection::Configure(Access access) {
  sqlite3* database = database_.get();
  if (sqlite3_busy_timeout(database, static_cast<int>(kBusyTimeout.count())) != SQLITE_OK ||
      sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr) != SQLITE_OK) {
    return LastError(database, "set up the database");
  }
  TRY(Script(kEveryConnection));
  if (access == Access::kReadOnly) return Script(kReadingConnection);
  return Script(kWritingConnection);
}

Result<Query> Connection::Ask(Literal sql, std::initializer_list<Value> values) {
  auto& statement = statements_[sql.view().data()];
  if (statement == nullptr) {
    sqlite3_stmt* raw = nullptr;
    const int code =
        sqlite3_prepare_v3(database_.get(), sql.view().data(), static_cast<int>(sql.view().size()),
                           SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
    if (code != SQLITE_OK) return LastError(database_.get(), "store");
    statement.reset(raw);
  }
  Query query(statement.get());
  int index = 0;
  for (const Value& value : values) {
    if (Bind(statement.get(), ++index, value) != SQLITE_OK) {
      return LastError(database_.get(), "store");
    }
  }
  return query;
}

Result<uint64_t> Connection::Run(Literal sql, std::initializer_list<Value> values) {
  Query query = TRY(Ask(sql, values));
  while (true) {
    const bool more = TRY(query.Next());
    if (!more) break;
  }
  return static_cast<uint64_t>(sqlite3_changes64(database_.get()));
}

Status Connection::Script(Literal sql) {
  // Literals end with a NUL: they are whole string constants here.
  if (sqlite3_exec(database_.get(), sql.view().data(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    return LastError(database_.get(), "store");
  }
  return Ok{};
}

Status Connection::CheckpointAfter(int pages) {
  if (sqlite3_wal_autocheckpoint(database_.get(), pages) != SQLITE_OK) {
    return LastError(database_.get(), "set up the database");
  }
  return Ok{};
}

bool Connection::in_transaction() const { return sqlite3_get_autocommit(database_.get()) == 0; }

int64_t Connection::changed_rows() const { return sqlite3_total_changes64(database_.get()); }

bool Connection::is_damaged() const {
  const int code = sqlite3_errcode(database_.get()) & kPrimaryCode;
  return code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
}

Result<int64_t> NumberOf(Connection& connection, Literal question) {
  Query query = TRY(connection.Ask(question));
  const bool found = TRY(query.Next());
  if (!found) return Error{Errc::kInternal, "the database has no answer"};
  return query.Number(0);
}

Status SwitchToLog(Connection& connection) {
  Query query = TRY(connection.Ask("PRAGMA journal_mode = WAL"));
  TRY(query.Next());
  if (query.Bytes(0) == "wal") return Ok{};
  return Error{Errc::kInternal, "the database cannot have a write-ahead log here"};
}

}  // namespace headwater::store
