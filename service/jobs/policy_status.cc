// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/policy_status.h"

#include <utility>

#include "headwater/data.h"
#include "headwater/data_field.h"
#include "headwater/date.h"
#include "headwater/sink.h"

namespace headwater::jobs {
namespace {

using Json = Out<Sink::kJson>;
using Line = Out<Sink::kTerminal>;

constexpr std::string_view kSchema = "headwater.policy-status/1";
constexpr size_t kShownHashDigits = 12;

constexpr DataLimits kStatusLimits = {.bytes = kMaxPolicyStatusBytes, .depth = 4, .nodes = 1'000};

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

}  // namespace

std::string RenderPolicyStatus(const PolicyStatus& status) {
  Json json;
  json << R"({"schema": "headwater.policy-status/1", "in_force": ")" << Untrusted(status.in_force)
       << R"(", "problem": ")" << Untrusted(status.problem) << R"(", "from_last_good": )"
       << (status.from_last_good ? Literal("true") : Literal("false")) << R"(, "owners": [)";
  for (size_t i = 0; i < status.owners.size(); ++i) {
    json << (i == 0 ? Literal("\"") : Literal(", \"")) << Untrusted(status.owners[i]) << "\"";
  }
  return json.text() + R"(], "since": )" + TimeJson(status.since) + R"(, "looked_at": )" +
         TimeJson(status.looked_at) + R"(, "problem_since": )" + TimeJson(status.problem_since) +
         "}\n";
}

Result<PolicyStatus> ReadPolicyStatus(std::string_view json) {
  const Result<DataNode> root = ParseJson(json, kStatusLimits);
  if (!root.ok()) return Error{Errc::kContent, root.error().message};
  Result<PolicyStatus> status = StatusOf(DataField(root.value()));
  if (!status.ok()) return Error{Errc::kContent, status.error().message};
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
    return text.text();
  }
  text << "not valid since " << Untrusted(FormatTime(status.problem_since))
       << ": the last good policy stays in force\n  " << Untrusted(status.problem) << "\n";
  text << "owners:";
  for (const std::string& owner : status.owners) text << " " << Untrusted(owner);
  return text.text() + "\n";
}

}  // namespace headwater::jobs
