// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/cli/policy_commands.h"

#include "service/cli/choices.h"

namespace headwater::cli {
namespace {

const Names<PolicyFileKind>& Kinds() {
  static const Names<PolicyFileKind> kNames = {{"project", PolicyFileKind::kProject},
                                               {"instance", PolicyFileKind::kInstance},
                                               {"group", PolicyFileKind::kGroup}};
  return kNames;
}

const Names<PlanFormat>& PlanFormats() {
  static const Names<PlanFormat> kNames = {{"text", PlanFormat::kText},
                                           {"json", PlanFormat::kJson}};
  return kNames;
}

// Longer than records are kept, and more than anybody waits for.
constexpr int64_t kMaxPlanDays = 3'650;
constexpr int64_t kMaxPlanSample = 100'000;

CLI::Option* AddPlace(CLI::App& command, PolicyPlace& place) {
  CLI::Option* const instance =
      command.add_option("--instance", place.instance_file, "The platform's policy file");
  command.add_option("--groups", place.group_folder, "The folder with the policy files of groups")
      ->needs(instance);
  return instance;
}

}  // namespace

PolicyCommands::PolicyCommands(CLI::App& app, std::chrono::sys_days today) {
  explain_.as_of = today;
  plan_.as_of = today;
  plan_.today = today;
  CLI::App* policy = app.add_subcommand("policy", "Look into policies");
  policy->require_subcommand(1);
  AddValidate(*policy);
  AddExplain(*policy);
  AddSchema(*policy);
  AddStatus(*policy);
  ratchet_.emplace(*policy);
  AddPlan(*policy);
}

void PolicyCommands::AddValidate(CLI::App& policy) {
  CLI::App* validate = policy.add_subcommand("validate", "Say whether policy files are valid");
  validate->add_option("FILE", validate_.files, "Policy files of projects");
  AddPlace(*validate, validate_.place);
  validate->add_option("--project", validate_.project,
                       "Whose files they are, as group/name: which groups' files count");
  validate->footer("Exit codes: 0 all are valid, 1 one is not, 2 wrong use.");
  validate->final_callback([this] { asked_ = validate_; });
}

void PolicyCommands::AddExplain(CLI::App& policy) {
  CLI::App* explain =
      policy.add_subcommand("explain", "Say what counts for a project, and where it is written");
  explain->add_option("--project", explain_.project, "The project, as group/name")->required();
  AddPlace(*explain, explain_.place);
  explain->add_option("--file", explain_.file, "The project's own policy file (default: none)");
  CLI::Option* const branch =
      explain->add_option("--branch", explain_.branch,
                          "The branch changes are meant for (default: the default branch)");
  explain->add_flag("--protected", explain_.is_protected, "The branch is a protected one")
      ->needs(branch);
  explain
      ->add_option("--default-file", explain_.default_file,
                   "The policy file of the default branch, which binds branches that are not "
                   "protected")
      ->needs(branch);
  explain->add_option("--rule", explain_.rule, "Only what concerns this rule");
  explain
      ->add_option("--id", explain_.id.value,
                   "The project's number on the forge, by which it has its cohort")
      ->check(CLI::PositiveNumber);
  explain->add_option("--store", explain_.folder,
                      "The folder of the service that knows what `stop_if` holds back");
  AddDay(*explain, explain_.as_of);
  explain->footer("Exit codes: 0 explained, 1 a file is not valid, 2 wrong use.");
  explain->final_callback([this] { asked_ = explain_; });
}

void PolicyCommands::AddSchema(CLI::App& policy) {
  CLI::App* schema =
      policy.add_subcommand("schema", "Print the JSON Schema of policy files, for editors");
  AddChoice(*schema, "--kind", Kinds(), schema_.kind, "Whose file (default: a project's)");
  schema->final_callback([this] { asked_ = schema_; });
}

void PolicyCommands::AddStatus(CLI::App& policy) {
  CLI::App* status = policy.add_subcommand(
      "status", "Say which policy a service has in force, and what is wrong with a newer one");
  status->add_option("--store", status_.folder,
                     "The service's folder (default: " + status_.folder + ")");
  status->add_flag("--json", status_.json, "As JSON");
  status->footer("Exit codes: 0 what is written is in force, 1 it cannot be used, 2 wrong use.");
  status->final_callback([this] { asked_ = status_; });
}

void PolicyCommands::AddPlan(CLI::App& policy) {
  CLI::App* plan = policy.add_subcommand(
      "plan", "Say what other policy files would make of the merge requests that are known");
  AddPlace(*plan, plan_.place)->required();
  plan->add_option("--store,--folder", plan_.folder,
                   "The service's folder (default: " + plan_.folder + "), which may be in use");
  plan->add_option_function<int64_t>(
          "--days", [this](int64_t days) { plan_.days = std::chrono::days(days); },
          "How far back the sample of closed merge requests reaches (default: 90)")
      ->check(CLI::Range(int64_t{1}, kMaxPlanDays));
  plan->add_option("--sample", plan_.sample,
                   "How many closed merge requests are judged besides; 0: none (default: 200)")
      ->check(CLI::Range(int64_t{0}, kMaxPlanSample));
  AddDay(*plan, plan_.as_of);
  AddChoice(*plan, "--format", PlanFormats(), plan_.format, "How it is written");
  plan->footer(
      "Exit codes: 0 said, 2 wrong use, a policy that is not valid included, 3 the store "
      "cannot be read.");
  plan->final_callback([this] { asked_plan_ = plan_; });
  plan_work_ = policy.add_subcommand("plan-work", "Judge one batch on standard input")->group("");
}

std::optional<PolicyRequest> PolicyCommands::Asked() const { return asked_; }

}  // namespace headwater::cli
