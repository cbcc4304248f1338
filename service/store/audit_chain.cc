// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/audit_chain.h"

#include <string>
#include <utility>

#include "headwater/hash.h"
#include "service/store/keys.h"

namespace headwater::store {
namespace {

constexpr Literal kNewest = R"(
    SELECT number, at_wall, kind, project, iid, head, actor, detail
    FROM audit ORDER BY number DESC LIMIT 1)";
constexpr Literal kAll = R"(
    SELECT audit.number, at_wall, kind, project, iid, head, actor, detail, audit_chain.hash
    FROM audit LEFT JOIN audit_chain ON audit_chain.number = audit.number ORDER BY audit.number)";
constexpr Literal kEach = R"(
    SELECT number, at_wall, kind, project, iid, head, actor, detail FROM audit ORDER BY number)";
constexpr Literal kAdd = "INSERT INTO audit_chain (number, hash) VALUES (?1, ?2)";
constexpr Literal kHead = "SELECT number, hash FROM audit_chain ORDER BY number DESC LIMIT 1";
constexpr Literal kCut = "SELECT number, hash FROM audit_cut";
constexpr Literal kWithoutEntry = R"(
    SELECT number FROM audit_chain WHERE number NOT IN (SELECT number FROM audit)
    ORDER BY number LIMIT 1)";

/// First columns of `kNewest`, `kEach` and `kAll`.
constexpr int kNumbers[] = {0, 1, 2, 3, 4, 6};
constexpr int kTexts[] = {5, 7};
constexpr int kHashColumn = 8;

/// What an entry's hash is made of. Lengths keep the fields apart. Never to be changed: another
/// form needs another first line.
std::string HashOf(const std::string& before, const Query& entry) {
  std::string text = "headwater.audit/1\n" + before + "\n";
  for (const int column : kNumbers) text += std::to_string(entry.Number(column)) + "\n";
  for (const int column : kTexts) {
    const std::string bytes = entry.Bytes(column);
    text += std::to_string(bytes.size()) + ":" + bytes + "\n";
  }
  return Sha256Hex(text);
}

Result<AuditHead> OneHead(Connection& connection, Literal question) {
  Query query = TRY(connection.Ask(question));
  AuditHead head;
  const bool found = TRY(query.Next());
  if (found) head = {static_cast<uint64_t>(query.Number(0)), query.Bytes(1)};
  return head;
}

/// Where the chain stands: behind its last entry, or behind what was cut off its beginning.
Result<AuditHead> StandsAt(Connection& connection) {
  AuditHead head = TRY(OneHead(connection, kHead));
  if (head.number == 0) head = TRY(OneHead(connection, kCut));
  return head;
}

/// Goes through the log and notes what is not as it should be.
class Verifier {
 public:
  Verifier(AuditHead cut, const std::optional<AuditHead>& expected)
      : expected_(expected), is_expected_seen_(!expected || expected->number <= cut.number) {
    check_.cut = cut.number;
    check_.head = std::move(cut);
  }

  void Look(const Query& entry) {
    const auto number = static_cast<uint64_t>(entry.Number(0));
    const uint64_t next = check_.head.number + 1;
    if (number != next) {
      Note("entries " + std::to_string(next) + " to " + std::to_string(number - 1) + " are gone");
    }
    const std::string hash = entry.IsNull(kHashColumn) ? "" : entry.Bytes(kHashColumn);
    const std::string name = "entry " + std::to_string(number);
    if (hash.empty()) {
      Note(name + " has no hash: it was put in");
    } else if (number == next && hash != HashOf(check_.head.hash, entry)) {
      Note(name + " is not as it was written");
    }
    ++check_.entries;
    check_.head = {number, hash};
    if (expected_ && expected_->number == number) {
      is_expected_seen_ = true;
      if (expected_->hash != hash) Note(name + " is not the one that was noted");
    }
  }

  AuditCheck Finish(uint64_t without_entry) && {
    if (without_entry != 0) Note("entry " + std::to_string(without_entry) + " is gone");
    if (!is_expected_seen_) {
      Note("entry " + std::to_string(expected_->number) +
           ", which was noted, is gone: the end of " + "the log was cut off");
    }
    return std::move(check_);
  }

 private:
  void Note(std::string fault) {
    if (check_.faults.size() < kMaxAuditFaults) check_.faults.push_back(std::move(fault));
  }

  const std::optional<AuditHead>& expected_;
  bool is_expected_seen_;
  AuditCheck check_;
};

}  // namespace

Status ChainNewest(Connection& connection) {
  const AuditHead before = TRY(StandsAt(connection));
  Query query = TRY(connection.Ask(kNewest));
  const bool found = TRY(query.Next());
  if (!found) return Ok{};
  TRY(connection.Run(kAdd, {query.Number(0), HashOf(before.hash, query)}));
  return Ok{};
}

Status ChainAll(Connection& connection) {
  std::string before;
  Query query = TRY(connection.Ask(kEach));
  for (;;) {
    const bool found = TRY(query.Next());
    if (!found) return Ok{};
    before = HashOf(before, query);
    TRY(connection.Run(kAdd, {query.Number(0), before}));
  }
}

Result<AuditCheck> VerifyAudit(Connection& connection, const std::optional<AuditHead>& expected) {
  const AuditHead cut = TRY(OneHead(connection, kCut));
  Verifier verifier(cut, expected);
  Query query = TRY(connection.Ask(kAll));
  for (;;) {
    const bool found = TRY(query.Next());
    if (!found) break;
    verifier.Look(query);
  }
  Query lost = TRY(connection.Ask(kWithoutEntry));
  const bool is_lost = TRY(lost.Next());
  return std::move(verifier).Finish(is_lost ? static_cast<uint64_t>(lost.Number(0)) : 0);
}

Result<AuditHead> HeadOfAudit(Connection& connection) { return OneHead(connection, kHead); }

}  // namespace headwater::store
