// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "headwater/sink.h"
#include "service/report/coming.h"
#include "service/report/dump.h"
#include "service/report/names.h"
#include "service/report/own_rule.h"

namespace headwater::report {
namespace {

using Json = nlohmann::ordered_json;

Json TextOrNull(const Untrusted& text) { return text.empty() ? Json() : Json(ToValidUtf8(text)); }

Json LineOrNull(uint32_t line) { return line == 0 ? Json() : Json(line); }

template <typename Id>
Json HexOrNull(const Id& id) {
  return id.IsZero() ? Json() : Json(id.Hex());
}

Json FixJson(const Finding& finding) {
  const Fix* fix = ExactFix(finding);
  if (fix == nullptr) return {};
  // Zero is a line here: inserting before line 1 replaces the lines from 1 to 0.
  return {{"kind", NameOf(fix->kind).view()},
          {"path", TextOrNull(fix->path)},
          {"start_line", fix->lines.first},
          {"end_line", fix->lines.last},
          {"text", ToValidUtf8(fix->text)}};
}

std::string DayText(std::chrono::sys_days day) {
  constexpr size_t kDayLength = 10;  // 2026-11-21
  return FormatTime(WallTime(day)).substr(0, kDayLength);
}

Json WaiverJson(const Waiver& waiver) {
  const bool is_confirmed = waiver.number != 0;
  Json json = {{"number", is_confirmed ? Json(waiver.number) : Json()},
               {"reason", NameOf(waiver.reason).view()},
               {"text", ToValidUtf8(waiver.text)},
               {"until", DayText(waiver.until)},
               {"role", is_confirmed ? Json(ToValidUtf8(Untrusted(waiver.role))) : Json()},
               {"given", is_confirmed ? Json(FormatTime(waiver.given_at)) : Json()},
               {"own", waiver.on_own}};
  if (waiver.scope.head) json["head"] = waiver.scope.head->Hex();
  return json;
}

Json WaivedJson(const RuleResult& result) {
  const auto count = std::ranges::count_if(
      result.answer.findings, [](const Finding& finding) { return finding.waiver.has_value(); });
  if (count == 0) return {};
  return {{"findings", count}, {"all", result.waived}};
}

/// For whom the document is.
struct Reader {
  const Report& report;
  Language language = Language::kEnglish;
  bool is_program = false;  ///< RenderRecord.

  Json WaiverOf(const Finding& finding) const {
    const bool is_waived = finding.waiver && *finding.waiver < report.waivers.size();
    return is_waived ? WaiverJson(report.waivers[*finding.waiver]) : Json();
  }
};

/// Adds what a program reads instead of the sentence.
void AddMessage(const Message& message, const Reader& reader, Json& object) {
  if (!reader.is_program) return;
  Json args = Json::array();
  for (const auto& [name, value] : message.args) args.push_back({name, ToValidUtf8(value)});
  object["key"] = message.key;
  object["args"] = std::move(args);
}

Json FindingJson(const RuleInfo& rule, const Finding& finding, const Reader& reader) {
  Json json = {{"path", TextOrNull(finding.path)},
               {"line", LineOrNull(finding.lines.first)},
               {"end_line", LineOrNull(finding.lines.last)},
               {"message", MessageLine(rule, finding.message, reader.language)},
               {"advisory", finding.advisory},
               {"fingerprint", finding.fingerprint},
               {"waiver_fingerprint", finding.waiver_fingerprint},
               {"waived", reader.WaiverOf(finding)},
               {"fix", FixJson(finding)}};
  for (const Untrusted& line : finding.detail) json["detail"].push_back(ToValidUtf8(line));
  AddMessage(finding.message, reader, json);
  return json;
}

Json UncheckedJson(const RuleInfo& rule, const Unchecked& file, const Reader& reader) {
  Json json = {{"path", TextOrNull(file.path)},
               {"why", MessageLine(rule, file.why, reader.language)},
               {"advisory", file.advisory}};
  AddMessage(file.why, reader, json);
  return json;
}

Json ComingJson(const RuleResult& result) {
  Json coming = Json::array();
  for (const ModeStep& step : result.coming) {
    coming.push_back({{"from", DayText(step.from)}, {"mode", NameOf(step.mode).view()}});
  }
  return coming;
}

Json BothLanguages(const Text& text) { return {{"en", text.en.view()}, {"de", text.de.view()}}; }

/// What no catalogue says of it.
Json OwnJson(const PolicyRule& rule) {
  const RuleInfo& info = rule.entry.info;
  return {{"severity", NameOf(info.severity).view()},
          {"subject", NameOf(info.subject).view()},
          {"title", BothLanguages(info.title)},
          {"why", BothLanguages(info.why)},
          {"fix", BothLanguages(info.fix)},
          {"see", rule.words.see ? Json(rule.words.see->text()) : Json()}};
}

/// What only records need.
void AddForProgram(const RuleResult& result, Json& json) {
  json["lacks"] = NameOf(result.answer.lacks).view();
  Json may_waive = Json::array();
  for (const std::string& role : result.may_waive) {
    may_waive.push_back(ToValidUtf8(Untrusted(role)));
  }
  json["may_waive"] = std::move(may_waive);
  if (result.clean_since) json["clean_since"] = DayText(*result.clean_since);
}

Json RuleJson(const RuleResult& result, const Reader& reader) {
  const RuleInfo& info = *result.info;
  Json findings = Json::array();
  for (const Finding& finding : result.answer.findings) {
    findings.push_back(FindingJson(info, finding, reader));
  }
  Json unchecked = Json::array();
  for (const Unchecked& file : result.answer.unchecked) {
    unchecked.push_back(UncheckedJson(info, file, reader));
  }
  const bool has_reason = result.answer.reason.has_value();
  Json json = {{"id", info.id.view()},
               {"mode", NameOf(result.mode.value).view()},
               {"effective_mode", NameOf(result.effective_mode).view()},
               {"coming", ComingJson(result)},
               {"subject", NameOf(result.subject()).view()},
               {"verdict", NameOf(result.answer.verdict).view()},
               {"waived", WaivedJson(result)},
               {"reason", has_reason ? Json(ReasonLine(result, reader.language)) : Json()},
               {"findings", std::move(findings)},
               {"more_findings", result.answer.more_findings},
               {"unchecked", std::move(unchecked)},
               {"duration_us", result.duration.count()}};
  if (const PolicyRule* const own = OwnRuleOf(reader.report, info)) json["own"] = OwnJson(*own);
  if (reader.is_program) AddForProgram(result, json);
  if (has_reason) AddMessage(*result.answer.reason, reader, json);
  return json;
}

Json NoticesJson(const Report& report) {
  Json notices = Json::array();
  for (const Notice& notice : report.notices) {
    notices.push_back({{"kind", NameOf(notice.kind).view()},
                       {"path", ToValidUtf8(notice.path)},
                       {"detail", ToValidUtf8(notice.detail)}});
  }
  return notices;
}

Json StatsJson(const Stats& stats) {
  return {{"files", stats.files},
          {"commits", stats.commits},
          {"blobs_read", stats.blobs_read},
          {"bytes_read", stats.bytes_read},
          {"duration_us", stats.duration.count()}};
}

Json DeclaredJson(const Report& report) {
  Json declared = Json::array();
  for (const DeclaredWaiver& entry : report.declared) {
    declared.push_back({{"rule", ToValidUtf8(Untrusted(entry.rule))},
                        {"path", ToValidUtf8(Untrusted(entry.path))},
                        {"reason", NameOf(entry.reason).view()},
                        {"text", ToValidUtf8(Untrusted(entry.text))},
                        {"until", DayText(entry.until)}});
  }
  return declared;
}

Json ReportJson(const Report& report, const Reader& reader) {
  Json bases = Json::array();
  for (const CommitId& base : report.bases) bases.push_back(base.Hex());
  Json rules = Json::array();
  for (const RuleResult& result : report.rules) rules.push_back(RuleJson(result, reader));

  return {{"schema", "headwater.check/1"},
          {"engine", kEngineVersion.view()},
          {"repository", ToValidUtf8(report.repository)},
          {"base", bases.empty() ? Json() : bases.front()},
          {"bases", bases},
          {"head", HexOrNull(report.head)},
          {"scope", NameOf(report.scope).view()},
          {"policy", ToValidUtf8(report.policy)},
          {"contact", TextOrNull(report.contact)},
          {"outcome", NameOf(report.outcome).view()},
          {"problem", report.problem ? Json(ToValidUtf8(*report.problem)) : Json()},
          {"rules", std::move(rules)},
          {"notices", NoticesJson(report)},
          {"stats", StatsJson(report.stats)}};
}

}  // namespace

std::string RenderJson(const Report& report, Language language) {
  return Dump(ReportJson(report, {.report = report, .language = language}));
}

std::string RenderRecord(const Report& report) {
  Json json = ReportJson(report, {.report = report, .is_program = true});
  json["policy_hash"] = report.policy_hash;
  json["offered"] = report.offered;
  json["declared_waivers"] = DeclaredJson(report);
  return Dump(json);
}

}  // namespace headwater::report
