// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/command_rights.h"

#include <string_view>

namespace headwater::jobs {
namespace {

constexpr std::string_view kGroupPrefix = "group ";

/// Asks for each place once.
class RightReader {
 public:
  RightReader(Commanders& commanders, ProjectId project, UserId person)
      : commanders_(commanders), project_(project), person_(person) {}

  Result<bool> Has(const std::string& who) {
    if (who.starts_with(kGroupPrefix)) {
      const AccessLevel level =
          TRY(commanders_.LevelInGroup(who.substr(kGroupPrefix.size()), person_));
      return level > AccessLevel::kGuest;
    }
    if (!level_) level_ = TRY(commanders_.LevelIn(project_, person_));
    if (who == "owner") return *level_ >= AccessLevel::kOwner;
    return who == "maintainer" && *level_ >= AccessLevel::kMaintainer;
  }

 private:
  Commanders& commanders_;
  ProjectId project_;
  UserId person_;
  std::optional<AccessLevel> level_;
};

}  // namespace

Result<std::optional<std::string>> RightOf(Commanders& commanders, ProjectId project, UserId person,
                                           const std::vector<std::string>& may_waive) {
  RightReader reader(commanders, project, person);
  for (const std::string& who : may_waive) {
    const bool has = TRY(reader.Has(who));
    if (has) return std::optional(who);
  }
  return std::optional<std::string>();
}

}  // namespace headwater::jobs
