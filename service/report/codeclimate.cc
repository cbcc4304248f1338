// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/codeclimate.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "headwater/hash.h"
#include "headwater/sink.h"
#include "service/report/dump.h"
#include "service/report/level.h"
#include "service/report/words.h"

namespace headwater::report {
namespace {

using Json = nlohmann::ordered_json;

/// As many digits as Finding::fingerprint has.
constexpr size_t kFingerprintDigits = 32;

std::string_view SeverityOf(Level level) {
  switch (level) {
    case Level::kObserved:
      break;
    case Level::kRecommended:
      return "minor";
    case Level::kRequired:
      return "major";
  }
  return "info";
}

/// For an entry that is no finding. Stable as long as it says the same of the same file.
std::string FingerprintOf(const RuleInfo& info, std::string_view what, const Untrusted& path) {
  std::string parts(info.id.view());
  parts += '\0';
  parts += what;
  parts += '\0';
  parts += path.bytes();
  return Sha256Hex(parts).substr(0, kFingerprintDigits);
}

struct Entry {
  std::string description;
  std::string fingerprint;
  Level level = Level::kObserved;
  Untrusted path;
  uint32_t line = 0;
};

void Add(const RuleInfo& info, const Entry& entry, Json& entries) {
  const std::string path = entry.path.empty() ? "." : ToValidUtf8(entry.path);
  entries.push_back(
      {{"description", entry.description},
       {"check_name", info.id.view()},
       {"fingerprint", entry.fingerprint},
       {"severity", SeverityOf(entry.level)},
       {"location", {{"path", path}, {"lines", {{"begin", std::max(entry.line, uint32_t{1})}}}}}});
}

void AddUnchecked(const RuleResult& result, Language language, Json& entries) {
  const RuleInfo& info = *result.info;
  const std::string prefix(kNotCheckedWord.In(language).view());
  for (const Unchecked& file : result.answer.unchecked) {
    Add(info,
        {.description = prefix + MessageLine(info, file.why, language),
         .fingerprint = FingerprintOf(info, "unchecked", file.path),
         .level = file.advisory ? Level::kRecommended : Level::kRequired,
         .path = file.path},
        entries);
  }
  if (!IsUncheckedAsAWhole(result)) return;
  Add(info,
      {.description = prefix + ReasonLine(result, language),
       .fingerprint = FingerprintOf(info, "unknown", Untrusted()),
       .level = Level::kRequired,
       .path = Untrusted()},
      entries);
}

void AddRule(const RuleResult& result, Language language, Json& entries) {
  const RuleInfo& info = *result.info;
  const std::string waived(kWaivedWord.In(language).view());
  for (const Finding& finding : result.answer.findings) {
    Add(info,
        {.description =
             (finding.waiver ? waived : "") + MessageLine(info, finding.message, language),
         .fingerprint = finding.fingerprint,
         .level = finding.waiver ? Level::kObserved : LevelOf(result, finding),
         .path = finding.path,
         .line = finding.lines.first},
        entries);
  }
  const Level level = LevelOf(result.effective_mode);
  if (const uint64_t more = result.answer.more_findings; more > 0) {
    Add(info,
        {.description = std::string(kMoreWord.In(language).view()) + std::to_string(more),
         .fingerprint = FingerprintOf(info, "more", Untrusted()),
         .level = result.waived ? Level::kObserved : level,
         .path = Untrusted()},
        entries);
  }
  if (level == Level::kRequired) AddUnchecked(result, language, entries);
}

}  // namespace

std::string RenderCodeClimate(const Report& report, Language language) {
  Json entries = Json::array();
  for (const RuleResult& result : report.rules) AddRule(result, language, entries);
  return Dump(entries);
}

}  // namespace headwater::report
