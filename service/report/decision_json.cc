// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/report/decision_json.h"

#include <cstdlib>

#include "headwater/data.h"
#include "headwater/hash.h"
#include "headwater/sink.h"
#include "service/report/evaluation_json.h"
#include "service/report/json.h"
#include "service/report/waived_reader.h"

namespace headwater::report {
namespace {

using Json = Out<Sink::kJson>;

// Written by us and kept by us: only bounded.
constexpr DataLimits kRecordLimits = {.bytes = size_t{40} << 20U, .depth = 18, .nodes = 1'200'000};

Literal Word(bool value) { return value ? Literal("true") : Literal("false"); }

Json TextMember(Literal name, const Untrusted& value) {
  Json member;
  member << "\"" << name << "\": \"" << value << "\"";
  return member;
}

Result<DataNode> Parse(std::string_view record) {
  Result<DataNode> root = ParseJson(record, kRecordLimits);
  if (!root.ok()) return Error{Errc::kInternal, "decision record: " + root.error().message};
  return root;
}

Result<std::string> TextOf(const DataNode& root, std::string_view name) {
  const DataNode* node = root.Find(name);
  if (node == nullptr || node->kind != DataNode::Kind::kString) {
    return Error{Errc::kInternal, "decision record: `" + std::string(name) + "` is missing"};
  }
  return node->scalar;
}

}  // namespace

Literal NameOf(DecisionOutcome outcome) {
  switch (outcome) {
    case DecisionOutcome::kPass:
      return "pass";
    case DecisionOutcome::kFail:
      return "fail";
    case DecisionOutcome::kUnknownContent:
      return "unknown-content";
    case DecisionOutcome::kUnknownInfrastructure:
      return "unknown-infrastructure";
  }
  std::abort();
}

namespace {

std::string Members(const DecisionInputs& inputs, const Report& report) {
  Json out;
  out << TextMember("id", Untrusted(inputs.id.hex)) << ",\n"
      << TextMember("engine", Untrusted(std::string(kEngineVersion.view()))) << ",\n"
      << TextMember("at", Untrusted(FormatTime(inputs.at))) << ",\n"
      << "\"project\": " << inputs.about.project.value << ",\n"
      << TextMember("path", inputs.project_path) << ",\n"
      << "\"iid\": " << inputs.about.iid.value << ",\n"
      << TextMember("head", Untrusted(report.head.Hex())) << ",\n"
      << TextMember("target_branch", inputs.target_branch) << ",\n"
      << TextMember("target", Untrusted(inputs.target ? inputs.target->Hex() : "")) << ",\n"
      << "\"target_rights\": \"" << inputs.target_rights << "\",\n"
      << TextMember("as_of", Untrusted(inputs.as_of)) << ",\n"
      << "\"outcome\": \"" << NameOf(inputs.outcome) << "\",\n"
      << "\"sandbox\": {\"landlock\": " << Word(inputs.confinement.landlock)
      << ", \"seccomp\": " << Word(inputs.confinement.seccomp) << "},\n"
      << "\"times\": {\"fetch_us\": " << inputs.times.fetching.count()
      << ", \"evaluate_us\": " << inputs.times.evaluating.count()
      << ", \"rounds\": " << inputs.times.rounds << "},\n\"report\": ";
  return out.text() + RenderRecord(report) + "}\n";
}

/// What a decision says, without when it was said and how long it took.
std::string SubstanceOf(DecisionInputs inputs, Report report) {
  inputs.id = {};
  inputs.at = {};
  inputs.as_of.clear();
  inputs.times = {};
  report.stats = {};
  for (RuleResult& rule : report.rules) rule.duration = {};
  return Sha256Hex(Members(inputs, report));
}

/// What could have been named says nothing of what was decided.
Json NamesMember(const std::vector<std::string>& named) {
  Json member;
  member << "\"named\": [";
  Literal separator = "";
  for (const std::string& name : named) {
    member << separator << "\"" << Untrusted(name) << "\"";
    separator = ", ";
  }
  member << "]";
  return member;
}

}  // namespace

std::string RenderDecision(const DecisionInputs& inputs, const Report& report) {
  Json head;
  head << "{" << TextMember("schema", Untrusted("headwater.decision/1")) << ",\n"
       << TextMember("substance", Untrusted(SubstanceOf(inputs, report))) << ",\n"
       << NamesMember(inputs.named) << ",\n";
  return head.text() + Members(inputs, report);
}

Result<DecidedFor> ReadDecidedFor(std::string_view record) {
  const DataNode root = TRY(Parse(record));
  const std::string head = TRY(TextOf(root, "head"));
  const std::string target = TRY(TextOf(root, "target"));
  DecidedFor decided;
  decided.head = CommitId::FromHex(head).value_or(CommitId());
  decided.target_branch = Untrusted(TRY(TextOf(root, "target_branch")));
  decided.target = CommitId::FromHex(target);
  decided.substance = TRY(TextOf(root, "substance"));
  return decided;
}

Result<std::vector<std::string>> ReadDecidedNames(std::string_view record) {
  const DataNode root = TRY(Parse(record));
  const DataNode* named = root.Find("named");
  std::vector<std::string> names;
  if (named == nullptr) return names;  // Of a version that named nobody.
  for (const DataNode& name : named->items) names.push_back(name.scalar);
  return names;
}

Result<std::string> ReadDecidedPath(std::string_view record) {
  const DataNode root = TRY(Parse(record));
  return TextOf(root, "path");
}

namespace {

Result<Report> ReportIn(const DataNode& root, std::span<const RuleEntry* const> rules) {
  const DataNode* report = root.Find("report");
  if (report == nullptr) return Error{Errc::kInternal, "decision record: `report` is missing"};
  Report read = TRY(ReportFrom(*report, rules));
  TRY(ReadWaived(*report, read));
  return read;
}

}  // namespace

Result<Report> ReadDecidedReport(std::string_view record, std::span<const RuleEntry* const> rules) {
  const DataNode root = TRY(Parse(record));
  return ReportIn(root, rules);
}

Result<DecidedWhole> ReadDecidedWhole(std::string_view record,
                                      std::span<const RuleEntry* const> rules) {
  const DataNode root = TRY(Parse(record));
  DecidedWhole whole;
  whole.path = Untrusted(TRY(TextOf(root, "path")));
  whole.engine = Untrusted(TRY(TextOf(root, "engine")));
  const std::string target = TRY(TextOf(root, "target"));
  whole.target = CommitId::FromHex(target);
  whole.report = TRY(ReportIn(root, rules));
  return whole;
}

}  // namespace headwater::report
