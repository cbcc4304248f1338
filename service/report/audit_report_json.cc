// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <nlohmann/json.hpp>

#include "headwater/report.h"
#include "headwater/sink.h"
#include "service/report/audit_report.h"
#include "service/report/coming.h"
#include "service/report/decision_json.h"
#include "service/report/dump.h"
#include "service/report/names.h"

namespace headwater::report {
namespace {

using Json = nlohmann::ordered_json;

Json TextOrNull(const Untrusted& text) { return text.empty() ? Json() : Json(ToValidUtf8(text)); }

Json TextOrNull(const std::string& text) { return TextOrNull(Untrusted(text)); }

Json HexOrNull(const CommitId& id) { return id.IsZero() ? Json() : Json(id.Hex()); }

template <typename Items, typename Render>
Json Listed(const Items& items, Render render) {
  Json list = Json::array();
  for (const auto& item : items) list.push_back(render(item));
  return list;
}

Json PolicyJson(const PolicyUse& use) {
  return {{"name", ToValidUtf8(use.name)},
          {"hash", use.hash},
          {"commit", HexOrNull(use.commit)},
          {"last_used", FormatTime(use.last)},
          {"judgements", use.judgements}};
}

Json PlaceJson(const PlaceLine& line) {
  return {{"place", ToValidUtf8(line.place)}, {"message", ToValidUtf8(line.message)}};
}

Json StateJson(const RuleState& state) {
  return {{"id", ToValidUtf8(state.id)},
          {"title", ToValidUtf8(state.title)},
          {"mode", NameOf(state.mode).view()},
          {"verdict", NameOf(state.verdict).view()},
          {"waived", state.waived},
          {"reason", TextOrNull(state.reason)},
          {"findings", state.findings},
          {"unchecked_files", state.unchecked},
          {"places", Listed(state.places, PlaceJson)}};
}

Json BranchJson(const BranchState& branch) {
  return {{"decision", branch.id.hex},
          {"at", FormatTime(branch.at)},
          {"commit", HexOrNull(branch.commit)},
          {"outcome", NameOf(branch.outcome).view()},
          {"engine", ToValidUtf8(branch.engine)},
          {"rules", Listed(branch.rules, StateJson)}};
}

Json MergeJson(const MergedChange& merge) {
  return {{"merge_request", merge.about.iid.value},
          {"how", merge.how == MergedHow::kRed ? "red" : "unchecked"},
          {"at", FormatTime(merge.at)},
          {"decision", TextOrNull(merge.decision.hex)},
          {"head", HexOrNull(merge.head)},
          {"merge_commit", HexOrNull(merge.merge_commit)},
          {"squash_commit", HexOrNull(merge.squash_commit)}};
}

Json CountJson(const RuleCount& rule) {
  return {{"id", ToValidUtf8(rule.id)},      {"title", ToValidUtf8(rule.title)},
          {"passed", rule.passed},           {"required", rule.required},
          {"recommended", rule.recommended}, {"waived", rule.waived},
          {"unchecked", rule.unchecked},     {"not_applicable", rule.not_applicable},
          {"findings", rule.findings}};
}

Json WaiverJson(const WaiverUse& use, const AuditReport& report) {
  const Waiver& waiver = use.waiver;
  const WaiverScope& scope = waiver.scope;
  return {{"number", waiver.number},
          {"state", StateAtEnd(waiver, report).view()},
          {"rule", ToValidUtf8(Untrusted(scope.rule))},
          {"path", TextOrNull(scope.path)},
          {"finding", TextOrNull(scope.fingerprint)},
          {"merge_request", scope.iid ? Json(scope.iid->value) : Json()},
          {"head", scope.head ? HexOrNull(*scope.head) : Json()},
          {"reason", NameOf(waiver.reason).view()},
          {"text", ToValidUtf8(waiver.text)},
          {"role", ToValidUtf8(Untrusted(waiver.role))},
          {"person", use.person},
          {"own", waiver.on_own},
          {"given", FormatTime(waiver.given_at)},
          {"until", DayText(waiver.until)},
          {"revoked", waiver.revoked_at ? Json(FormatTime(*waiver.revoked_at)) : Json()}};
}

Json GapJson(const Gap& gap) {
  return {{"kind", NameOf(gap.kind).view()},
          {"merge_request", gap.iid.value},
          {"decision", TextOrNull(gap.decision.hex)},
          {"rule", TextOrNull(gap.rule)},
          {"files", gap.files},
          {"text", TextOrNull(gap.text)}};
}

Json ProjectJson(const ProjectRecord& project, const AuditReport& report) {
  return {{"id", project.id.value},
          {"path", ToValidUtf8(project.path)},
          {"policies", Listed(project.policies, PolicyJson)},
          {"default_branch", project.branch ? BranchJson(*project.branch) : Json()},
          {"merge_requests",
           {{"judged", project.judged},
            {"decisions", project.decisions},
            {"merged", project.merged},
            {"not_green", Listed(project.not_green, MergeJson)}}},
          {"rules", Listed(project.rules, CountJson)},
          {"waivers",
           Listed(project.waivers, [&](const WaiverUse& use) { return WaiverJson(use, report); })},
          {"not_checked", Listed(project.gaps, GapJson)}};
}

Json ReleaseJson(const Release& release) {
  return {{"from", TextOrNull(release.from)},
          {"to", ToValidUtf8(release.to)},
          {"commit", HexOrNull(release.commit)},
          {"commits", release.commits}};
}

Json LogJson(const AuditCheck& log) {
  return {{"entries", log.entries},
          {"head", log.head.number},
          {"hash", TextOrNull(log.head.hash)},
          {"removed_up_to", log.cut},
          {"faults", Listed(log.faults, [](const std::string& fault) {
             return Json(ToValidUtf8(Untrusted(fault)));
           })}};
}

}  // namespace

std::string RenderAuditJson(const AuditReport& report) {
  return Dump({{"schema", "headwater.report/1"},
               {"engine", kEngineVersion.view()},
               {"made", FormatTime(report.made_at)},
               {"scope", TextOrNull(report.scope)},
               {"since", report.since ? Json(DayText(*report.since)) : Json()},
               {"until", report.until ? Json(DayText(*report.until)) : Json()},
               {"release", report.release ? ReleaseJson(*report.release) : Json()},
               {"audit_log", LogJson(report.log)},
               {"decisions_removed", report.removed > 0},
               {"projects", Listed(report.projects, [&](const ProjectRecord& project) {
                  return ProjectJson(project, report);
                })}});
}

}  // namespace headwater::report
