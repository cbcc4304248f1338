// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/plan_file.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

#include "service/store/existing.h"
#include "service/store/keys.h"
#include "service/store/pauses.h"

namespace headwater::store {
namespace {

constexpr Literal kOpen = R"(
    SELECT project, iid, decision FROM record WHERE open = 1 AND iid > 0 ORDER BY project, iid)";

/// Ids are random (128 bits): the first ones by id are a sample that nobody chose, and the same one
/// every time.
constexpr Literal kClosed = R"(
    SELECT project, iid, id FROM decision
    WHERE seq IN (SELECT max(seq) FROM decision WHERE at_wall >= ?1 AND iid > 0
                  GROUP BY project, iid)
      AND NOT EXISTS (SELECT 1 FROM record WHERE record.project = decision.project
                      AND record.iid = decision.iid AND record.open = 1)
    ORDER BY id LIMIT ?2)";

constexpr Literal kCountClosed = R"(
    SELECT count(*) FROM (SELECT project, iid FROM decision WHERE at_wall >= ?1 AND iid > 0
                          GROUP BY project, iid) AS one
    WHERE NOT EXISTS (SELECT 1 FROM record WHERE record.project = one.project
                      AND record.iid = one.iid AND record.open = 1))";

constexpr Literal kLeftOut = "SELECT path FROM policy_place WHERE since_wall IS NULL ORDER BY path";

Result<std::vector<PlanSubject>> SubjectsOf(Result<Query> asked, bool open) {
  Query query = TRY(std::move(asked));
  std::vector<PlanSubject> subjects;
  for (;;) {
    const bool found = TRY(query.Next());
    if (!found) return subjects;
    subjects.push_back({.about = {.project = {query.Number(0)}, .iid = {query.Number(1)}},
                        .decision = {query.Bytes(2)},
                        .open = open});
  }
}

class PlanFile final : public PlanBook {
 public:
  explicit PlanFile(Connection connection) : connection_(std::move(connection)) {}

  Result<std::vector<PlanSubject>> OpenMergeRequests() override {
    return SubjectsOf(connection_.Ask(kOpen), /*open=*/true);
  }

  Result<PlanSample> Closed(WallTime since, size_t limit) override {
    PlanSample sample;
    sample.all = TRY(CountClosed(since));
    const auto bounded = std::min<uint64_t>(limit, std::numeric_limits<int32_t>::max());
    sample.taken =
        TRY(SubjectsOf(connection_.Ask(kClosed, {Stored(since), Stored(bounded)}), /*open=*/false));
    std::ranges::sort(sample.taken, {}, [](const PlanSubject& subject) {
      return std::tuple(subject.about.project, subject.about.iid);
    });
    return sample;
  }

  Result<std::vector<Pause>> Pauses() override { return AllPauses(connection_); }

  Result<std::vector<std::string>> LeftOut() override {
    Query query = TRY(connection_.Ask(kLeftOut));
    std::vector<std::string> paths;
    for (;;) {
      const bool found = TRY(query.Next());
      if (!found) return paths;
      paths.push_back(query.Bytes(0));
    }
  }

 private:
  Result<uint64_t> CountClosed(WallTime since) {
    Query query = TRY(connection_.Ask(kCountClosed, {Stored(since)}));
    TRY(query.Next());
    return static_cast<uint64_t>(query.Number(0));
  }

  Connection connection_;
};

}  // namespace

Result<std::unique_ptr<PlanBook>> OpenPlanBook(const std::filesystem::path& database) {
  Connection connection = TRY(OpenExisting(database, Access::kReadOnly));
  return std::unique_ptr<PlanBook>(std::make_unique<PlanFile>(std::move(connection)));
}

}  // namespace headwater::store
