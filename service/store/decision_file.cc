// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/decision_file.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "service/store/decisions.h"
#include "service/store/existing.h"
#include "service/store/keys.h"

namespace headwater::store {
namespace {

constexpr Literal kFind = R"(
    SELECT id, key, project, iid, head, outcome, at_wall, shown_to_all, record
    FROM decision WHERE id >= ?1 AND id < ?2 LIMIT 2)";

constexpr Literal kList = R"(
    SELECT id, key, project, iid, head, outcome, at_wall, shown_to_all, record, seq
    FROM decision WHERE seq > ?1 AND at_wall >= ?2 AND (?3 IS NULL OR project = ?3)
      AND (?4 IS NULL OR iid = ?4)
    ORDER BY seq LIMIT ?5)";

constexpr Literal kAboutCommit = R"(
    SELECT id, key, project, iid, head, outcome, at_wall, shown_to_all, record
    FROM decision WHERE head = ?1 OR id IN
      (SELECT decision FROM merged WHERE merge_commit = ?1 OR squash_commit = ?1)
    ORDER BY seq DESC LIMIT 1000)";

constexpr Literal kNewest = R"(
    SELECT id, key, project, iid, head, outcome, at_wall, shown_to_all, record
    FROM decision WHERE seq IN (SELECT max(seq) FROM decision GROUP BY project))";

constexpr Literal kMergesOf = R"(
    SELECT project, iid, head, merge_commit, squash_commit, decision, how, at_wall
    FROM merged WHERE merge_commit = ?1 OR squash_commit = ?1 OR head = ?1)";

constexpr Literal kMergeOf = R"(
    SELECT project, iid, head, merge_commit, squash_commit, decision, how, at_wall
    FROM merged WHERE project = ?1 AND iid = ?2)";

constexpr Literal kMergesIn = R"(
    SELECT project, iid, head, merge_commit, squash_commit, decision, how, at_wall
    FROM merged WHERE project = ?1 AND at_wall >= ?2 ORDER BY at_wall, iid)";

Result<MergedHow> HowFrom(int64_t stored) {
  for (const MergedHow how : {MergedHow::kGreen, MergedHow::kRed, MergedHow::kUnchecked}) {
    if (static_cast<int64_t>(how) == stored) return how;
  }
  return Error{Errc::kInternal, "the database holds an unknown kind of merge"};
}

Result<MergedChange> MergedFrom(const Query& row) {
  MergedChange merged;
  merged.about = {.project = {row.Number(0)}, .iid = {row.Number(1)}};
  merged.head = TRY(CommitFrom(row.Bytes(2)));
  merged.merge_commit = TRY(CommitFrom(row.Bytes(3)));
  merged.squash_commit = TRY(CommitFrom(row.Bytes(4)));
  merged.decision = {row.Bytes(5)};
  merged.how = TRY(HowFrom(row.Number(6)));
  merged.at = WallFrom(row.Number(7));
  return merged;
}

template <typename T>
Result<std::vector<T>> All(Result<Query> asked, Result<T> (*from)(const Query& row)) {
  Query query = TRY(std::move(asked));
  std::vector<T> all;
  for (;;) {
    const bool found = TRY(query.Next());
    if (!found) return all;
    all.push_back(TRY(from(query)));
  }
}

constexpr int kSeqColumn = 9;

Result<NumberedDecision> NumberedFrom(const Query& row) {
  NumberedDecision numbered;
  numbered.number = static_cast<uint64_t>(row.Number(kSeqColumn));
  numbered.decision = TRY(DecisionFrom(row));
  return numbered;
}

template <typename Id>
Value OrNull(const std::optional<Id>& id) {
  return id ? Value(id->value) : Value(nullptr);
}

class DecisionFile final : public DecisionBook {
 public:
  explicit DecisionFile(Connection connection) : connection_(std::move(connection)) {}

  Result<std::optional<Decision>> Find(std::string_view digits) override {
    // Behind every hexadecimal digit.
    const std::string end = std::string(digits) + "g";
    std::vector<Decision> found = TRY(All(connection_.Ask(kFind, {digits, end}), DecisionFrom));
    if (found.size() > 1) {
      return Error{Errc::kInvalid, "several decisions begin with " + std::string(digits)};
    }
    if (found.empty()) return std::optional<Decision>();
    return std::optional(std::move(found.front()));
  }
  Result<std::vector<NumberedDecision>> List(const DecisionQuestion& question) override {
    const auto bounded = std::min<uint64_t>(question.limit, std::numeric_limits<int32_t>::max());
    return All(
        connection_.Ask(kList, {Stored(question.after), Stored(question.since),
                                OrNull(question.project), OrNull(question.iid), Stored(bounded)}),
        NumberedFrom);
  }
  Result<std::vector<Decision>> AboutCommit(const CommitId& commit) override {
    return All(connection_.Ask(kAboutCommit, {BytesOf(commit)}), DecisionFrom);
  }
  Result<std::vector<MergedChange>> MergesOf(const CommitId& commit) override {
    return All(connection_.Ask(kMergesOf, {BytesOf(commit)}), MergedFrom);
  }
  Result<std::optional<MergedChange>> MergeOf(const MailboxKey& about) override {
    std::vector<MergedChange> all =
        TRY(All(connection_.Ask(kMergeOf, {about.project.value, about.iid.value}), MergedFrom));
    if (all.empty()) return std::optional<MergedChange>();
    return std::optional(std::move(all.front()));
  }
  Result<std::vector<MergedChange>> MergesIn(ProjectId project, WallTime since) override {
    return All(connection_.Ask(kMergesIn, {project.value, Stored(since)}), MergedFrom);
  }
  Result<std::vector<Decision>> NewestOfProjects() override {
    return All(connection_.Ask(kNewest), DecisionFrom);
  }

 private:
  Connection connection_;
};

}  // namespace

Result<std::unique_ptr<DecisionBook>> OpenDecisionBook(const std::filesystem::path& database) {
  Connection connection = TRY(OpenExisting(database, Access::kReadOnly));
  return std::unique_ptr<DecisionBook>(std::make_unique<DecisionFile>(std::move(connection)));
}

}  // namespace headwater::store
