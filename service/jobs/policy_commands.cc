// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/policy_commands.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "headwater/policy_rule.h"
#include "headwater/sink.h"
#include "service/config/enrolment.h"
#include "service/config/option_value.h"
#include "service/config/promotion.h"
#include "service/engine/engine.h"
#include "service/jobs/check_setup.h"
#include "service/jobs/kept_file.h"
#include "service/jobs/policy_files.h"
#include "service/jobs/policy_status.h"
#include "service/jobs/project_policy.h"
#include "service/report/policy_schema.h"

namespace headwater::jobs {
namespace {

using config::SettingKey;
using config::SettingKind;
using Text = Out<Sink::kTerminal>;

constexpr int kExitInvalid = 1;

/// A `stop_if` that nobody wrote.
const config::SettingValue kNever = OptionValue(config::kStopNever);

/// What is wrong with a file, as a compiler says it: the place begins the line.
CommandResult Invalid(const Error& error) {
  Text line;
  line << Untrusted(error.message);
  return {"", line.text() + "\n", kExitInvalid};
}

/// The layers above a project's file; none when nothing is named.
Result<std::optional<config::UpperPolicy>> UpperFor(const PolicyPlace& place,
                                                    const std::string& project,
                                                    const config::Shipped& shipped) {
  if (place.instance_file.empty()) return std::optional<config::UpperPolicy>();
  const auto layers = TRY(LoadLayers(place.instance_file, place.group_folder, shipped));
  return std::optional(layers->For(project));
}

/// How a service's policy stands. kInvalid: there is none, or it says something else.
Result<PolicyStatus> StatusIn(const std::string& folder) {
  const std::string path = folder + std::string(kPolicyFolder) + std::string(kPolicyStatusFile);
  const std::string kept = TRY(ReadKeptFile(path, kMaxPolicyStatusBytes));
  Result<PolicyStatus> status = ReadPolicyStatus(kept);
  if (status.ok()) return status;
  return Error{Errc::kInvalid, path + ": " + status.error().message};
}

/// For whom the steps of modes are explained.
Result<RampTerms> RampsFor(const PolicyExplainRequest& request) {
  RampTerms ramps{.project = request.id, .pauses = nullptr};
  if (request.folder.empty()) return ramps;
  PolicyStatus status = TRY(StatusIn(request.folder));
  ramps.pauses = std::make_shared<const std::vector<Pause>>(std::move(status.pauses));
  return ramps;
}

Result<std::optional<config::PolicySource>> SourceOf(const std::string& path) {
  if (path.empty()) return std::optional<config::PolicySource>();
  config::NamedText file = TRY(ReadPolicyText(path));
  return std::optional(
      config::PolicySource{std::move(file.name), std::move(file.yaml), FilesBelow(FolderOf(path))});
}

/// What names a file that cannot be read is a mistake in the call.
CommandResult Validate(const PolicyValidateRequest& request, config::Shipped shipped) {
  if (request.files.empty() && request.place.instance_file.empty()) {
    return WrongUse({Errc::kInvalid, "name a FILE or --instance"});
  }
  const auto upper = UpperFor(request.place, request.project, shipped);
  if (!upper.ok()) return Invalid(upper.error());
  if (upper.value()) shipped.upper = &*upper.value();
  CommandResult result;
  for (const std::string& path : request.files) {
    const auto source = SourceOf(path);
    if (!source.ok()) return WrongUse(source.error());
    const auto stack = config::StackOf({source.value()}, shipped);
    if (stack.ok()) {
      result.out += Encode<Sink::kTerminal>(Untrusted(path)) + ": valid\n";
      continue;
    }
    result.err += Invalid(stack.error()).err;
    result.exit_code = kExitInvalid;
  }
  if (request.files.empty()) result.out = "valid\n";
  return result;
}

/// The settings of one rule, or of the whole policy, one line each.
class Explanation {
 public:
  Explanation(const PolicyExplainRequest& request, const config::PolicyStack& stack)
      : request_(request), stack_(stack), policy_(stack.Make("", request.as_of)) {}

  std::string Render() {
    std::string rule;
    for (const auto& [key, value] : stack_.settings()) {
      if (!request_.rule.empty() && key.rule != request_.rule) continue;
      if (key.kind == SettingKind::kStopIf && value.value == kNever) continue;
      if (key.rule != rule) {
        rule = key.rule;
        Heading(rule);
      }
      Line(key, value);
      if (key.kind == SettingKind::kMode) Steps(key.rule, std::get<config::ModeRamp>(value.value));
    }
    return text_;
  }

 private:
  void Heading(const std::string& rule) {
    Text line;
    line << Untrusted(rule);
    const RuleInfo& info = *stack_.FindRule(rule);
    const RulePolicy& settings = policy_.rules.find(rule)->second;
    Change change;
    change.target_branch = Untrusted(request_.branch.value_or(""));
    change.target_is_default = !request_.branch.has_value();
    const bool gates = settings.mode.value >= Mode::kRatchet;
    if (gates && info.subject == Subject::kProject && !engine::ProjectMayGate(settings, change)) {
      line << " (about the project: fails no merge request to this branch)";
    }
    text_ += line.text() + "\n";
    const auto pattern = stack_.patterns().find(rule);
    if (pattern != stack_.patterns().end()) Definition(pattern->second);
  }

  /// What a pattern looks at, and where that is written.
  void Definition(const Sourced<PolicyRulePointer>& pattern) {
    const Pattern& looks_at = pattern.value->pattern;
    Text line;
    line << "  " << NameOf(looks_at.kind);
    if (looks_at.must_match) line << " (must match)";
    if (looks_at.secret) line << " (secret)";
    line << ": " << Untrusted(ConditionOf(looks_at)) << "  # "
         << Untrusted(config::ToText(pattern.origin));
    text_ += line.text() + "\n";
    if (looks_at.files.empty()) return;
    Text files;
    files << "  files: " << Untrusted(config::ToText(OptionValue(looks_at.files)));
    text_ += files.text() + "\n";
  }

  static std::string ConditionOf(const Pattern& pattern) {
    if (pattern.kind == PatternKind::kMaxFileSize)
      return std::to_string(pattern.max_bytes) + " bytes";
    if (pattern.kind == PatternKind::kBinary) return "forbidden";
    if (pattern.kind == PatternKind::kExternal) return SendsOf(pattern.sends);
    return pattern.regex ? pattern.expression : config::ToText(OptionValue(pattern.globs));
  }

  static std::string SendsOf(const ExternalSends& sends) {
    std::string words = "paths";
    if (sends.added_lines) words += ", added-lines";
    if (sends.title) words += ", title";
    if (sends.description) words += ", description";
    return words;
  }

  /// Where the days of this project are others than those that are written.
  void Steps(const std::string& rule, const config::ModeRamp& ramp) {
    const config::DatedRamp dated = stack_.RampOf(rule);
    const ProjectId project = stack_.ramps().project;
    if (ramp.cohorts > 1 && project.value == 0) {
      text_ += "    # which cohort is its own is known with --id\n";
    } else if (ramp.cohorts > 1) {
      Text line;
      line << "    # cohort " << config::CohortOf(project, ramp.cohorts) + 1 << " of "
           << ramp.cohorts << ": " << Untrusted(dated.Text());
      text_ += line.text() + "\n";
    }
    if (!dated.IsHeld(request_.as_of)) return;
    Text line;
    line << "    # held back by `stop_if`: " << NameOf(dated.On(request_.as_of))
         << " stays in force";
    text_ += line.text() + "\n";
  }

  void Line(const SettingKey& key, const Sourced<config::SettingValue>& value) {
    Text line;
    line << "  " << Literal(key.kind == SettingKind::kOption ? Literal("options.") : Literal(""))
         << Untrusted(config::ToText(SettingKey{"", key.kind, key.option})) << ": "
         << Untrusted(config::ToText(key, value.value)) << "  # "
         << Untrusted(config::ToText(value.origin));
    const auto lock = stack_.locks().find(key);
    if (lock != stack_.locks().end()) {
      line << ", locked by " << Untrusted(config::ToText(lock->second.origin));
    }
    text_ += line.text() + "\n";
  }

  const PolicyExplainRequest& request_;
  const config::PolicyStack& stack_;
  const Policy policy_;
  std::string text_;
};

Result<config::EffectiveStack> StackFor(const PolicyExplainRequest& request,
                                        const config::Shipped& shipped) {
  config::ProjectSources sources;
  sources.file = TRY(SourceOf(request.file));
  sources.may_loosen = !request.branch || request.is_protected;
  sources.default_file = TRY(SourceOf(request.default_file));
  return config::StackOf(sources, shipped);
}

std::string Introduction(const PolicyExplainRequest& request, const std::string& policy) {
  Text text;
  text << "# " << Untrusted(request.project) << ", ";
  if (request.branch) {
    text << "branch " << Untrusted(*request.branch);
  } else {
    text << Literal("default branch");
  }
  text << ", " << Untrusted(config::DayText(request.as_of)) << ": " << Untrusted(policy);
  return text.text() + "\n";
}

/// Whether the project takes part, as far as its path tells.
std::string Participation(const PolicyExplainRequest& request, const config::PolicyStack& stack) {
  if (!config::LeavesAnybodyOut(stack)) return "";
  const config::Enrolment enrolment =
      config::EnrolmentByPath(stack, request.project, request.as_of);
  Text text;
  if (enrolment.takes_part()) {
    text << "# takes part, as far as its path decides";
  } else {
    text << "# takes no part: " << Untrusted(enrolment.reason);
  }
  return text.text() + "\n";
}

CommandResult Explain(const PolicyExplainRequest& request, config::Shipped shipped) {
  const auto upper = UpperFor(request.place, request.project, shipped);
  if (!upper.ok()) return Invalid(upper.error());
  if (upper.value()) shipped.upper = &*upper.value();
  const Result<config::EffectiveStack> effective = StackFor(request, shipped);
  if (!effective.ok()) return Invalid(effective.error());
  config::PolicyStack stack = effective.value().stack;
  Result<RampTerms> ramps = RampsFor(request);
  if (!ramps.ok()) return WrongUse(ramps.error());
  stack.SetRamps(std::move(ramps).value());
  if (!request.rule.empty() && stack.FindRule(request.rule) == nullptr) {
    return WrongUse({Errc::kInvalid, "--rule: there is no rule " + request.rule});
  }
  return {Introduction(request, effective.value().name) + Participation(request, stack) +
              Explanation(request, stack).Render(),
          "", 0};
}

/// Exit 1: what is written is not what is in force.
CommandResult ShowStatus(const PolicyStatusRequest& request) {
  const Result<PolicyStatus> status = StatusIn(request.folder);
  if (!status.ok()) return WrongUse(status.error());
  return {request.json ? RenderPolicyStatus(status.value()) : ExplainPolicyStatus(status.value()),
          "", status.value().problem.empty() ? 0 : kExitInvalid};
}

struct Runner {
  const config::Shipped& shipped;

  CommandResult operator()(const PolicyValidateRequest& request) const {
    return Validate(request, shipped);
  }
  CommandResult operator()(const PolicyExplainRequest& request) const {
    return Explain(request, shipped);
  }
  CommandResult operator()(const PolicySchemaRequest& request) const {
    return {report::RenderPolicySchema(shipped.rules, request.kind), "", 0};
  }
  CommandResult operator()(const PolicyStatusRequest& request) const { return ShowStatus(request); }
};

}  // namespace

CommandResult RunPolicy(const PolicyRequest& request, const config::Shipped& shipped) {
  return std::visit(Runner{shipped}, request);
}

}  // namespace headwater::jobs
