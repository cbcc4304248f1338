// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/data.h"
#include "headwater/forge.h"
#include "headwater/result.h"
#include "service/config/policy_stack.h"
#include "service/config/setting.h"

/// \file
/// Which projects take part. The keys of `enrolment:` in the platform's files are settings like all
/// others: laid over one another, locked, and stricter when more takes part.

namespace headwater::config {

enum class EnrolmentType { kGlobs, kWords, kFlag, kDay };

struct EnrolmentKey {
  std::string_view name;
  EnrolmentType type;
  SettingInfo::Direction direction;
  std::string_view doc;  ///< One English sentence.

  /// What counts when no file says anything: everybody takes part.
  SettingValue Standard() const;
};

inline constexpr EnrolmentKey kEnrolmentKeys[] = {
    {"include", EnrolmentType::kGlobs, SettingInfo::Direction::kScope,
     "Paths of projects that take part; none: all."},
    {"exclude", EnrolmentType::kGlobs, SettingInfo::Direction::kFewer,
     "Paths of projects that take no part."},
    {"visibility", EnrolmentType::kWords, SettingInfo::Direction::kScope,
     "public, internal, private; none: all."},
    {"namespaces", EnrolmentType::kWords, SettingInfo::Direction::kScope,
     "group, user: in whose namespace projects lie; none: both."},
    {"topics", EnrolmentType::kWords, SettingInfo::Direction::kScope,
     "Projects with one of these topics; none: whatever their topics are."},
    {"mirrors", EnrolmentType::kFlag, SettingInfo::Direction::kFlag,
     "Whether projects take part that the platform keeps equal to others."},
    {"archived", EnrolmentType::kFlag, SettingInfo::Direction::kFlag,
     "Whether archived projects take part."},
    {"forks", EnrolmentType::kFlag, SettingInfo::Direction::kFlag,
     "Whether projects take part that were made as forks of others on the platform."},
    {"since", EnrolmentType::kDay, SettingInfo::Direction::kSooner,
     "The first day on which projects take part; none: they do already."},
};

inline constexpr size_t kMaxEnrolmentWords = 100;

/// The value of one key. kInvalid with a sentence without a place.
Result<OptionValue> ReadEnrolmentValue(const EnrolmentKey& key, const DataNode& node);

/// nullptr: there is no such key.
const EnrolmentKey* FindEnrolmentKey(std::string_view name);

/// Whether a project takes part.
struct Enrolment {
  /// Why not, for people, with the place where that is written; empty: it takes part.
  std::string reason;

  bool takes_part() const { return reason.empty(); }
};

Enrolment EnrolmentOf(const PolicyStack& stack, const ForgeProject& project,
                      std::chrono::sys_days today);

/// The same as far as path and day decide it: for whoever knows nothing else of the project.
Enrolment EnrolmentByPath(const PolicyStack& stack, const std::string& path,
                          std::chrono::sys_days today);

/// Whether a policy leaves anybody out, so that somebody has to look.
bool LeavesAnybodyOut(const PolicyStack& stack);

}  // namespace headwater::config
