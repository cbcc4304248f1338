// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/policy_status.h"

#include <algorithm>
#include <utility>

#include "headwater/data.h"
#include "headwater/data_field.h"
#include "headwater/date.h"
#include "headwater/sink.h"
#include "service/config/mode_ramp.h"
#include "service/jobs/pauses_json.h"
#include "service/jobs/policy_pauses.h"

namespace headwater::jobs {
namespace {

using Json = Out<Sink::kJson>;
using Line = Out<Sink::kTerminal>;

constexpr std::string_view kSchema = "headwater.policy-status/1";
constexpr size_t kShownHashDigits = 12;

constexpr DataLimits kStatusLimits = {.bytes = kMaxPolicyStatusBytes, .depth = 6, .nodes = 100'000};

std::string TimeJson(WallTime time) {
  return time == WallTime{} ? "null" : "\"" + FormatTime(time) + "\"";
}

Result<WallTime> TimeOf(const DataField& field) {
  const std::string text = TRY(field.Text());
  if (text.empty()) return WallTime{};
  const std::optional<WallTime> time = ParseTime(text);
  if (!time) return Error{Errc::kInvalid, field.path() + ": expected a time"};
  return *time;
}

Result<std::vector<std::string>> OwnersOf(const DataField& list) {
  std::vector<std::string> owners;
  const size_t count = TRY(list.Length());
  for (size_t i = 0; i < count; ++i) owners.push_back(TRY(list.Item(i).Text()));
  return owners;
}

Result<PolicyStatus> StatusOf(const DataField& root) {
  if (TRY(root["schema"].Text()) != kSchema) {
    return Error{Errc::kInvalid, "schema: expected " + std::string(kSchema)};
  }
  PolicyStatus status;
  status.in_force = TRY(root["in_force"].Text());
  status.since = TRY(TimeOf(root["since"]));
  status.looked_at = TRY(TimeOf(root["looked_at"]));
  status.problem = TRY(root["problem"].Text());
  status.problem_since = TRY(TimeOf(root["problem_since"]));
  status.from_last_good = TRY(root["from_last_good"].Flag());
  status.owners = TRY(OwnersOf(root["owners"]));
  return status;
}

Result<RuleCounts> CountsOf(const DataField& field) {
  RuleCounts counts;
  counts.rule = TRY(field["rule"].RequiredText());
  counts.judged = static_cast<uint64_t>(TRY(field["judged"].Amount()));
  counts.red = static_cast<uint64_t>(TRY(field["red"].Amount()));
  counts.unknown = static_cast<uint64_t>(TRY(field["unknown"].Amount()));
  counts.waived = static_cast<uint64_t>(TRY(field["waived"].Amount()));
  counts.wrong = static_cast<uint64_t>(TRY(field["wrong"].Amount()));
  return counts;
}

Status ReadPromotions(const DataNode& root, PolicyStatus& status) {
  // An earlier version wrote none.
  if (const DataNode* const pauses = root.Find("pauses")) {
    status.pauses = TRY(ReadPauses(*pauses));
  }
  const DataField counts = DataField(root)["counts"];
  const size_t count = TRY(counts.Length());
  for (size_t i = 0; i < count; ++i) status.counts.push_back(TRY(CountsOf(counts.Item(i))));
  return Ok{};
}

std::string CountsJson(const std::vector<RuleCounts>& counts) {
  Json json;
  json << "[";
  Literal separator = "";
  for (const RuleCounts& rule : counts) {
    json << separator << R"({"rule": ")" << Untrusted(rule.rule) << R"(", "judged": )"
         << rule.judged << R"(, "red": )" << rule.red << R"(, "unknown": )" << rule.unknown
         << R"(, "waived": )" << rule.waived << R"(, "wrong": )" << rule.wrong << "}";
    separator = ", ";
  }
  return (json << "]").text();
}

/// Why the steps of a rule do not begin.
std::string PauseLine(const Pause& pause, const PolicyStatus& status) {
  Line line;
  line << "  " << Untrusted(ToText(pause.condition)) << ", since "
       << Untrusted(config::DayText(pause.since));
  const auto counts = std::ranges::find(status.counts, pause.condition.rule, &RuleCounts::rule);
  if (counts != status.counts.end()) {
    line << " (of " << counts->judged << " judged " << counts->red << " red, " << counts->unknown
         << " unknown, " << counts->waived << " waived; reported wrong by " << counts->wrong << ")";
  }
  return line.text() + "\n";
}

std::string PausesNow(const PolicyStatus& status) {
  std::string text;
  for (const Pause& pause : status.pauses) {
    if (!pause.until) text += PauseLine(pause, status);
  }
  return text.empty() ? text : "held back, no step of these modes begins:\n" + text;
}

}  // namespace

std::string RenderPolicyStatus(const PolicyStatus& status) {
  Json json;
  json << R"({"schema": "headwater.policy-status/1", "in_force": ")" << Untrusted(status.in_force)
       << R"(", "problem": ")" << Untrusted(status.problem) << R"(", "from_last_good": )"
       << (status.from_last_good ? Literal("true") : Literal("false")) << R"(, "owners": [)";
  for (size_t i = 0; i < status.owners.size(); ++i) {
    json << (i == 0 ? Literal("\"") : Literal(", \"")) << Untrusted(status.owners[i]) << "\"";
  }
  return json.text() + R"(], "pauses": )" + RenderPauses(status.pauses).text() + R"(, "counts": )" +
         CountsJson(status.counts) + R"(, "since": )" + TimeJson(status.since) +
         R"(, "looked_at": )" + TimeJson(status.looked_at) + R"(, "problem_since": )" +
         TimeJson(status.problem_since) + "}\n";
}

Result<PolicyStatus> ReadPolicyStatus(std::string_view json) {
  const Result<DataNode> root = ParseJson(json, kStatusLimits);
  if (!root.ok()) return Error{Errc::kContent, root.error().message};
  Result<PolicyStatus> status = StatusOf(DataField(root.value()));
  if (!status.ok()) return Error{Errc::kContent, status.error().message};
  const Status promotions = ReadPromotions(root.value(), status.value());
  if (!promotions.ok()) return Error{Errc::kContent, promotions.error().message};
  return status;
}

std::string ExplainPolicyStatus(const PolicyStatus& status) {
  Line text;
  text << "in force: " << Untrusted(status.in_force.substr(0, kShownHashDigits)) << " since "
       << Untrusted(FormatTime(status.since))
       << (status.from_last_good ? Literal(" (the kept last good one)") : Literal("")) << "\n";
  text << "last read: " << Untrusted(FormatTime(status.looked_at)) << "\n";
  if (status.problem.empty()) {
    text << "valid: what is written is in force\n";
    return text.text() + PausesNow(status);
  }
  text << "not valid since " << Untrusted(FormatTime(status.problem_since))
       << ": the last good policy stays in force\n  " << Untrusted(status.problem) << "\n";
  text << "owners:";
  for (const std::string& owner : status.owners) text << " " << Untrusted(owner);
  return text.text() + "\n" + PausesNow(status);
}

}  // namespace headwater::jobs
