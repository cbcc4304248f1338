// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/ratchet_file.h"

#include <utility>

#include "service/store/existing.h"
#include "service/store/ratchets.h"
#include "service/store/schema.h"

namespace headwater::store {
namespace {

class RatchetFile final : public RatchetBook {
 public:
  RatchetFile(Connection connection, const Clock& clock)
      : connection_(std::move(connection)), clock_(clock) {}

  Result<std::vector<RatchetMark>> Marks(const std::optional<ProjectId>& project) override {
    return FindMarks(connection_, project);
  }
  Result<CleanSince> MarksOf(ProjectId project, const std::string& branch) override {
    return FindMarksOf(connection_, project, branch);
  }
  Result<std::vector<std::string>> ResetMark(ProjectId project, const std::string& rule,
                                             const std::string& because) override {
    TRY(connection_.Run("BEGIN IMMEDIATE"));
    Result<std::vector<std::string>> branches = Drop(project, rule, because);
    const Status ended = connection_.Script(branches.ok() ? Literal("COMMIT") : "ROLLBACK");
    if (branches.ok() && !ended.ok()) return ended.error();
    return branches;
  }

 private:
  /// The store's clock is read within the transaction, and not written: it is the service's.
  Result<std::vector<std::string>> Drop(ProjectId project, const std::string& rule,
                                        const std::string& because) {
    const Now saved = TRY(LoadClock(connection_));
    return DropMarks(connection_, project, rule, because, StoreClock(clock_, saved).Read());
  }

  Connection connection_;
  const Clock& clock_;
};

}  // namespace

Result<std::unique_ptr<RatchetBook>> OpenRatchetBook(const std::filesystem::path& database,
                                                     Access access, const Clock& clock) {
  Connection connection = TRY(OpenExisting(database, access));
  return std::unique_ptr<RatchetBook>(std::make_unique<RatchetFile>(std::move(connection), clock));
}

}  // namespace headwater::store
