// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/cli/choices.h"

#include "headwater/date.h"

namespace headwater::cli {

const Names<Language>& Languages() {
  static const Names<Language> kNames = {{"en", Language::kEnglish}, {"de", Language::kGerman}};
  return kNames;
}

std::string CheckDate(const std::string& text) {
  return ParseDate(text) ? "" : "expected a date as 2026-11-21";
}

void AddDay(CLI::App& command, std::chrono::sys_days& as_of) {
  command
      .add_option_function<std::string>(
          "--as-of", [&as_of](const std::string& text) { as_of = ParseDate(text).value(); },
          "The day to judge by (default: today)")
      ->check(CheckDate);
}

}  // namespace headwater::cli
