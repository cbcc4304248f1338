// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace headwater::jobs {

/// A day as people write it: `2027-06-30`, `30.06.2027`, `90d`, `90 days`, `90 Tage`, the last
/// three from `today`. `unit`: the word behind a number, which is used or not.
struct WrittenDay {
  std::optional<std::chrono::sys_days> day;  ///< None: there is no such day.
  bool used_unit = false;
};
WrittenDay ReadDay(std::string_view word, std::string_view unit, std::chrono::sys_days today);

}  // namespace headwater::jobs
