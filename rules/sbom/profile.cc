// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/profile.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "headwater/date.h"
#include "rules/sbom/profile_facts.h"

namespace headwater::sbom {
namespace {

using State = RequirementResult::State;

struct ProfileName {
  Profile profile;
  std::string_view name;
  std::string_view title;
};
constexpr std::array<ProfileName, 4> kNames = {{
    {Profile::kNtia2021, "ntia-2021", "NTIA 2021"},
    {Profile::kBsi11, "bsi-1.1", "BSI TR-03183-2 v1.1"},
    {Profile::kBsi20, "bsi-2.0", "BSI TR-03183-2 v2.0.0"},
    {Profile::kBsi21, "bsi-2.1", "BSI TR-03183-2 v2.1.0"},
}};

const ProfileName& RowOf(Profile profile) { return kNames[static_cast<size_t>(profile)]; }

constexpr std::string_view kAll = "all";
constexpr std::string_view kAuto = "auto";
constexpr std::string_view kBsi = "bsi";
constexpr std::string_view kNtia = "ntia";

/// From which day on which versions of TR-03183-2 may be used: its section 7 and the days of their
/// publication.
struct Edition {
  std::chrono::year_month_day from;
  std::array<Profile, 2> versions;  ///< The older first; the same twice when there is one.
};
using std::chrono::August;
using std::chrono::day;
using std::chrono::February;
using std::chrono::March;
using std::chrono::September;
using std::chrono::year;
constexpr std::array<Edition, 4> kEditions = {{
    {year(2024) / September / day(20), {Profile::kBsi11, Profile::kBsi20}},
    {year(2025) / March / day(20), {Profile::kBsi20, Profile::kBsi20}},
    {year(2025) / August / day(20), {Profile::kBsi20, Profile::kBsi21}},
    {year(2026) / February / day(20), {Profile::kBsi21, Profile::kBsi21}},
}};

/// Components of which the same is known: few, however many components there are.
struct AlikeComponents {
  ComponentClass component_class = ComponentClass::kNone;
  KnownFacts known;
  uint64_t count = 0;
  std::vector<ComponentIndex> first;  ///< At most kMaxPlaces of them.
};

std::vector<AlikeComponents> Alike(const std::vector<ComponentClass>& classes,
                                   const std::vector<KnownFacts>& facts) {
  std::map<std::tuple<ComponentClass, FactSet, FactSet>, size_t> numbers;
  std::vector<AlikeComponents> alike;
  for (ComponentIndex i = 0; i < facts.size(); ++i) {
    const auto [found, is_new] =
        numbers.try_emplace({classes[i], facts[i].given, facts[i].unclear}, alike.size());
    if (is_new) alike.push_back({classes[i], facts[i], 0, {}});
    AlikeComponents& components = alike[found->second];
    if (++components.count <= kMaxPlaces) components.first.push_back(i);
  }
  return alike;
}

/// Everything that is known of a document, for all profiles.
class ProfileJudge {
 public:
  ProfileJudge(const Bom& bom, std::optional<bool> is_schema_valid)
      : components_(Alike(ComponentClasses(bom), ComponentFacts(bom))),
        document_{ComponentClass::kNone, DocumentFacts(bom, is_schema_valid), 1, {kNoComponent}} {}

  ProfileResult Judge(Profile profile) const {
    ProfileResult result{profile, {}};
    for (const Requirement& requirement : Requirements()) {
      if (requirement.profile == profile) result.results.push_back(JudgeOne(requirement));
    }
    return result;
  }

 private:
  RequirementResult JudgeOne(const Requirement& requirement) const {
    RequirementResult result;
    result.requirement = &requirement;
    if (requirement.classes == 0) Count(document_, result);
    for (const AlikeComponents& components : components_) {
      const unsigned bit = 1U << static_cast<unsigned>(components.component_class);
      if ((requirement.classes & bit) != 0) Count(components, result);
    }
    std::sort(result.places.begin(), result.places.end());
    result.places.resize(std::min(result.places.size(), kMaxPlaces));
    result.state = StateOf(result);
    return result;
  }

  static void Count(const AlikeComponents& components, RequirementResult& result) {
    const Requirement& requirement = *result.requirement;
    const bool is_given = (components.known.given & requirement.facts) != 0;
    result.asked += components.count;
    if (!is_given && (components.known.unclear & requirement.facts) != 0) {
      result.undecided += components.count;
    } else if (is_given == (requirement.duty == Duty::kForbidden)) {
      result.missing += components.count;
      result.places.insert(result.places.end(), components.first.begin(), components.first.end());
    }
  }

  static State StateOf(const RequirementResult& result) {
    if (result.asked == 0) return State::kNotDue;
    if (result.missing > 0) return State::kMissing;
    return result.undecided > 0 ? State::kUndecided : State::kMet;
  }

  std::vector<AlikeComponents> components_;
  AlikeComponents document_;
};

bool IsDuty(const RequirementResult& result) {
  const Duty duty = result.requirement->duty;
  return duty == Duty::kRequired || duty == Duty::kForbidden;
}

ProfileResult BestOf(const ProfileJudge& judge, const std::vector<Profile>& profiles) {
  ProfileResult best = judge.Judge(profiles.front());
  for (size_t i = 1; i < profiles.size(); ++i) {
    ProfileResult other = judge.Judge(profiles[i]);
    if (other.Gaps() <= best.Gaps()) best = std::move(other);
  }
  return best;
}

const ProfileName* FindProfile(std::string_view name) {
  const auto* found = std::find_if(kNames.begin(), kNames.end(),
                                   [name](const ProfileName& row) { return row.name == name; });
  return found == kNames.end() ? nullptr : found;
}

}  // namespace

std::string_view NameOf(Profile profile) { return RowOf(profile).name; }
std::string_view TitleOf(Profile profile) { return RowOf(profile).title; }

bool RequirementResult::is_gap() const { return state == State::kMissing && IsDuty(*this); }

size_t ProfileResult::Gaps() const {
  return static_cast<size_t>(
      std::count_if(results.begin(), results.end(),
                    [](const RequirementResult& result) { return result.is_gap(); }));
}

bool ProfileResult::is_met() const {
  return std::none_of(results.begin(), results.end(), [](const RequirementResult& result) {
    return IsDuty(result) && (result.missing > 0 || result.undecided > 0);
  });
}

bool IsProfileChoice(std::string_view choice) {
  return choice == kAll || choice == kAuto || choice == kBsi || choice == kNtia ||
         FindProfile(choice) != nullptr;
}

std::vector<Profile> BsiVersionsAt(std::string_view timestamp) {
  constexpr size_t kDayBytes = 10;
  const auto day_of = ParseDate(timestamp.substr(0, kDayBytes));
  if (!day_of) return {Profile::kBsi21};
  std::vector<Profile> versions = {Profile::kBsi11};
  for (const Edition& edition : kEditions) {
    if (*day_of < std::chrono::sys_days(edition.from)) break;
    versions.assign(edition.versions.begin(), edition.versions.end());
  }
  versions.erase(std::unique(versions.begin(), versions.end()), versions.end());
  return versions;
}

std::vector<ProfileResult> EvaluateProfiles(const Bom& bom, std::string_view choice,
                                            std::optional<bool> is_schema_valid) {
  std::vector<ProfileResult> results;
  if (!IsProfileChoice(choice)) return results;
  const ProfileJudge judge(bom, is_schema_valid);
  if (choice == kAuto || choice == kBsi) {
    results.push_back(BestOf(judge, BsiVersionsAt(bom.timestamp.text)));
  }
  if (choice == kAuto || choice == kNtia) results.push_back(judge.Judge(Profile::kNtia2021));
  for (const ProfileName& row : kNames) {
    if (choice == kAll || choice == row.name) results.push_back(judge.Judge(row.profile));
  }
  return results;
}

}  // namespace headwater::sbom
