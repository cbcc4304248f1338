// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/sarif.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "headwater/sink.h"
#include "service/report/dump.h"
#include "service/report/level.h"
#include "service/report/names.h"
#include "service/report/own_rule.h"
#include "service/report/render.h"
#include "service/report/waived.h"
#include "service/report/words.h"

namespace headwater::report {
namespace {

using Json = nlohmann::ordered_json;

std::string_view SarifLevel(Level level) {
  switch (level) {
    case Level::kObserved:
      break;
    case Level::kRecommended:
      return "warning";
    case Level::kRequired:
      return "error";
  }
  return "note";
}

/// A message object. Braces are doubled because single ones are placeholders (section 3.11.5). Text
/// that contains `](` could be an embedded link (3.11.6), so its brackets and backslashes are
/// escaped; other text keeps them, because viewers without links would show the escapes.
Json TextJson(std::string_view text) {
  const bool link_like = text.find("](") != std::string_view::npos;
  std::string escaped;
  for (const char c : text) {
    if (link_like && (c == '[' || c == ']' || c == '\\')) escaped += '\\';
    if (c == '{' || c == '}') escaped += c;
    escaped += c;
  }
  return {{"text", std::move(escaped)}};
}

Json ArtifactJson(const Untrusted& path) { return {{"uri", Encode<Sink::kUri>(path)}}; }

/// One location, or none when the finding is about the whole change or project.
Json LocationsJson(const Untrusted& path, const LineRange& lines) {
  if (path.empty()) return Json::array();
  Json physical = {{"artifactLocation", ArtifactJson(path)}};
  if (lines.first > 0) {
    physical["region"] = {{"startLine", lines.first},
                          {"endLine", std::max(lines.first, lines.last)}};
  }
  return Json::array({{{"physicalLocation", std::move(physical)}}});
}

/// A region without columns ends before its last line's ending (3.30.8), an insertion and a
/// deletion of whole lines are given by columns.
Json ReplacementJson(const Fix& fix) {
  const auto [first, last] = fix.lines;
  std::string text = ToValidUtf8(fix.text);
  if (last < first) {
    return {{"deletedRegion",
             {{"startLine", first}, {"startColumn", 1}, {"endLine", first}, {"endColumn", 1}}},
            {"insertedContent", {{"text", std::move(text)}}}};
  }
  if (text.empty()) {
    return {{"deletedRegion",
             {{"startLine", first}, {"startColumn", 1}, {"endLine", last + 1}, {"endColumn", 1}}}};
  }
  if (text.ends_with('\n')) text.pop_back();
  if (text.ends_with('\r')) text.pop_back();
  return {{"deletedRegion", {{"startLine", first}, {"endLine", last}}},
          {"insertedContent", {{"text", std::move(text)}}}};
}

Json FixesJson(const RuleInfo& info, const Finding& finding, Language language) {
  const Fix* fix = ExactFix(finding);
  if (fix == nullptr || fix->kind != Fix::Kind::kReplace || fix->lines.first == 0) {
    return Json::array();
  }
  return Json::array({{{"description", TextJson(info.fix.In(language).view())},
                       {"artifactChanges",
                        Json::array({{{"artifactLocation", ArtifactJson(fix->path)},
                                      {"replacements", Json::array({ReplacementJson(*fix)})}}})}}});
}

/// Section 3.27.23: of the results of a run either all say whether they are suppressed, or none
/// does. Section 3.35: what somebody decided outside the code is `external`.
/// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
Json SuppressionsJson(const Report& report, const Finding& finding, Language language) {
  if (!finding.waiver || *finding.waiver >= report.waivers.size()) return Json::array();
  const Waiver& waiver = report.waivers[*finding.waiver];
  const std::string why = RenderWaived<Sink::kTerminal>(waiver, language).text() + ". " +
                          RenderGrant<Sink::kTerminal>(waiver, language).text();
  return Json::array({{{"kind", "external"}, {"status", "accepted"}, {"justification", why}}});
}

void AddResults(const Report& report, size_t index, Language language, Json& results) {
  const RuleResult& result = report.rules[index];
  const RuleInfo& info = *result.info;
  for (const Finding& finding : result.answer.findings) {
    Json entry = {{"ruleId", info.id.view()},
                  {"ruleIndex", index},
                  {"level", SarifLevel(LevelOf(result, finding))},
                  {"message", TextJson(MessageLine(info, finding.message, language))}};
    Json locations = LocationsJson(finding.path, finding.lines);
    if (!locations.empty()) entry["locations"] = std::move(locations);
    entry["partialFingerprints"] = {{"headwater/1", finding.fingerprint}};
    Json fixes = FixesJson(info, finding, language);
    if (!fixes.empty()) entry["fixes"] = std::move(fixes);
    if (!report.waivers.empty()) {
      entry["suppressions"] = SuppressionsJson(report, finding, language);
    }
    results.push_back(std::move(entry));
  }
}

struct Notification {
  std::string_view level;
  std::string text;
  Untrusted path;
};

/// `rule` is what it is about, an index into the driver's rules; none for the run as a whole.
void Add(const Notification& notification, const Json& rule, Json& notifications) {
  Json entry = {{"level", notification.level}, {"message", TextJson(notification.text)}};
  Json locations = LocationsJson(notification.path, {});
  if (!locations.empty()) entry["locations"] = std::move(locations);
  if (!rule.is_null()) entry["associatedRule"] = rule;
  notifications.push_back(std::move(entry));
}

void AddNotifications(const RuleResult& result, size_t index, Language language,
                      Json& notifications) {
  const RuleInfo& info = *result.info;
  const Json rule = {{"id", info.id.view()}, {"index", index}};
  const std::string_view level = SarifLevel(LevelOf(result.effective_mode));
  const std::string not_checked(kNotCheckedWord.In(language).view());
  for (const Unchecked& file : result.answer.unchecked) {
    Add({level, not_checked + MessageLine(info, file.why, language), file.path}, rule,
        notifications);
  }
  if (IsUncheckedAsAWhole(result)) {
    Add({level, not_checked + ReasonLine(result, language), Untrusted()}, rule, notifications);
  }
  if (const uint64_t more = result.answer.more_findings; more > 0) {
    Add({"note", std::string(kMoreWord.In(language).view()) + std::to_string(more), Untrusted()},
        rule, notifications);
  }
}

Json NotificationsJson(const Report& report, Language language) {
  Json notifications = Json::array();
  if (report.problem.has_value()) {
    Add({"error", Encode<Sink::kTerminal>(*report.problem), Untrusted()}, {}, notifications);
  }
  for (size_t i = 0; i < report.rules.size(); ++i) {
    AddNotifications(report.rules[i], i, language, notifications);
  }
  for (const Notice& notice : report.notices) {
    Add({"note", RenderNotice<Sink::kTerminal>(notice, language).text(), notice.path}, {},
        notifications);
  }
  return notifications;
}

Json RuleJson(const RuleResult& result, const SafeUrl* see, Language language) {
  const RuleInfo& info = *result.info;
  Json rule = {{"id", info.id.view()},
               {"shortDescription", TextJson(info.title.In(language).view())},
               {"fullDescription", TextJson(info.why.In(language).view())},
               {"help", TextJson(info.fix.In(language).view())}};
  if (!info.sources.empty()) rule["helpUri"] = info.sources.front().url.view();
  if (see != nullptr) rule["helpUri"] = see->text();
  rule["defaultConfiguration"] = {{"level", SarifLevel(LevelOf(result.effective_mode))}};
  return rule;
}

}  // namespace

std::string RenderSarif(const Report& report, Language language) {
  Json rules = Json::array();
  Json results = Json::array();
  for (size_t i = 0; i < report.rules.size(); ++i) {
    const SafeUrl* const see = SeeOf(report, *report.rules[i].info);
    rules.push_back(RuleJson(report.rules[i], see, language));
    AddResults(report, i, language, results);
  }
  const Json driver = {{"name", "headwater"},
                       {"version", kEngineVersion.view()},
                       {"language", NameOf(language).view()},
                       {"rules", std::move(rules)}};
  const Json invocation = {{"executionSuccessful", report.outcome != Outcome::kUnknown},
                           {"toolExecutionNotifications", NotificationsJson(report, language)}};
  const Json run = {{"tool", {{"driver", driver}}},
                    {"language", NameOf(language).view()},
                    {"invocations", Json::array({invocation})},
                    {"results", std::move(results)}};
  return Dump({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
               {"version", "2.1.0"},
               {"runs", Json::array({run})}});
}

}  // namespace headwater::report
