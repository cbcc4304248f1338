// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <string>
#include <string_view>

#include "headwater/glob.h"
#include "service/jobs/command_text.h"
#include "tests/fuzz/invariants.h"

namespace {

using namespace headwater;        // NOLINT(google-build-using-namespace)
using namespace headwater::jobs;  // NOLINT(google-build-using-namespace)

constexpr std::chrono::sys_days kToday = std::chrono::year(2026) / 11 / 21;
constexpr std::string_view kRule = "license/header-missing";

bool IsHexadecimal(std::string_view digits) {
  return digits.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// What is carried out without a further look must be what a person may have meant.
void RequireSound(const Command& command) {
  const bool names_rule = command.rule.empty() || command.rule == kRule;
  fuzz::Require(names_rule || command.rule == kEveryRule);
  fuzz::Require(IsHexadecimal(command.fingerprint) && IsHexadecimal(command.commit));
  fuzz::Require(command.text.bytes().size() <= kMaxWaiverText);
  if (!command.path.empty()) fuzz::Require(GlobSet::Make({command.path}).ok());
  if (command.kind != CommandKind::kWaive) return;
  fuzz::Require(!command.rule.empty() && !command.text.bytes().empty());
  fuzz::Require(command.until >= kToday);
  const bool is_wide = command.rule == kEveryRule;
  fuzz::Require(!is_wide || command.reason == WaiverReason::kEmergency);
  const bool is_bound = command.this_commit || !command.commit.empty();
  fuzz::Require(!(command.whole_project && is_bound));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const CommandWorld world = {
      .bot = "bot", .today = kToday, .rules = {kRule}, .language = Language::kGerman};
  // With the name before it: nearly every other text is for somebody else.
  std::string comment = "@bot ";
  comment += fuzz::TextOf(data, size);
  for (const std::string_view text : {fuzz::TextOf(data, size), std::string_view(comment)}) {
    const ReadCommand read = ParseCommand(text, world);
    if (const auto* command = std::get_if<Command>(&read)) RequireSound(*command);
  }
  return 0;
}
