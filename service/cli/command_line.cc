// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/cli/command_line.h"

#include <CLI/CLI.hpp>
#include <optional>
#include <sstream>
#include <utility>

#include "headwater/date.h"
#include "headwater/report.h"
#include "headwater/sink.h"
#include "service/cli/choices.h"
#include "service/cli/connect_commands.h"
#include "service/cli/family_commands.h"
#include "service/cli/index_commands.h"
#include "service/cli/policy_commands.h"
#include "service/cli/record_commands.h"
#include "service/cli/waiver_commands.h"

namespace headwater::cli {
namespace {

constexpr const char* kFooter =
    "Exit codes: 0 pass, 1 a gate failed, 2 wrong use, 3 could not check.";

const Names<ReportFormat>& Formats() {
  static const Names<ReportFormat> kNames = {{"text", ReportFormat::kText},
                                             {"json", ReportFormat::kJson},
                                             {"sarif", ReportFormat::kSarif},
                                             {"codeclimate", ReportFormat::kCodeClimate},
                                             {"junit", ReportFormat::kJunit}};
  return kNames;
}

const Names<RulesFormat>& RulesFormats() {
  static const Names<RulesFormat> kNames = {{"text", RulesFormat::kText},
                                            {"markdown", RulesFormat::kMarkdown},
                                            {"json", RulesFormat::kJson}};
  return kNames;
}

void AddPolicy(CLI::App& command, CheckRequest& request) {
  command.add_option("--policy", request.policy_file, "A policy file to judge by")
      ->excludes(command.add_option("--preset", request.preset, "A shipped preset to judge by"));
}

CLI::App* AddCheck(CLI::App& app, CheckRequest& request) {
  CLI::App* check = app.add_subcommand("check", "Judge a change in a git repository");
  check->add_option("--repo", request.repository, "The repository (default: this folder)");
  CLI::Option* base = check->add_option(
      "--base", request.base,
      "The branch or revision the change is meant for (default: the default branch)");
  CLI::Option* head =
      check->add_option("--head", request.head, "The revision that brings the change");
  CLI::Option* worktree = check->add_flag("--worktree", request.worktree,
                                          "Judge what is on disk, uncommitted work included");
  check->add_flag("--all", request.all, "Judge every file of head, as if all were new")
      ->excludes(base)
      ->excludes(worktree);
  worktree->excludes(head);
  check->add_option("--sbom", request.sboms,
                    "A file that is the project's SBOM, instead of what the repository holds");
  check->add_option("--upstream", request.upstreams,
                    "Somebody else's repository that this one takes from: a folder, or an https "
                    "address to fetch from");
  check->add_option("--index", request.fork_index,
                    "A folder that `headwater index` has filled: whether the project is a fork or "
                    "copy of one in there");
  AddChoice(*check, "--format", Formats(), request.format, "How the result is written");
  AddPolicy(*check, request);
  AddChoice(*check, "--language", Languages(), request.language, "Language of the messages");
  AddDay(*check, request.as_of);
  check->footer(kFooter);
  return check;
}

constexpr const char* kFixFooter =
    "Exit codes: 0 nothing is left, 1 something is left for a person, 2 wrong use, 3 could not "
    "check.";

CLI::App* AddFix(CLI::App& app, FixRequest& request) {
  CheckRequest& check = request.check;
  CLI::App* fix = app.add_subcommand("fix", "Mend what can be mended without a person, on disk");
  fix->add_option("--repo", check.repository, "The repository (default: this folder)");
  CLI::Option* files = fix->add_option(
      "FILE", request.files, "Files and folders to mend (default: what differs from the target)");
  CLI::Option* base = fix->add_option(
      "--base", check.base,
      "The branch or revision the change is meant for (default: the default branch)");
  CLI::Option* all = fix->add_flag("--all", check.all, "Mend every file");
  all->excludes(base)->excludes(files);
  files->excludes(base);
  fix->add_flag("--worktree", check.worktree,
                "What is always so: files are mended as they are on disk");
  fix->add_flag("--dry-run", request.dry_run, "Change nothing; print a patch for git apply");
  AddPolicy(*fix, check);
  AddChoice(*fix, "--language", Languages(), check.language, "Language of the messages");
  AddDay(*fix, check.as_of);
  fix->footer(kFixFooter);
  return fix;
}

CLI::App* AddRules(CLI::App& app, RulesRequest& request) {
  CLI::App* rules = app.add_subcommand("rules", "List the rules");
  CLI::Option* format =
      AddChoice(*rules, "--format", RulesFormats(), request.format, "How the list is written");
  rules
      ->add_flag_callback(
          "--markdown", [&request] { request.format = RulesFormat::kMarkdown; },
          "The same as --format markdown")
      ->excludes(format);
  return rules;
}

CLI::App* AddServe(CLI::App& app, ServeRequest& request) {
  CLI::App* serve = app.add_subcommand("serve", "Run the service beside a GitLab");
  serve->add_option("--config", request.config_file, "The configuration file")->required();
  serve->add_flag("--check-config", request.check_config,
                  "Only say whether the configuration can be read");
  return serve;
}

CLI::App* AddHealthcheck(CLI::App& app, HealthcheckRequest& request) {
  CLI::App* check = app.add_subcommand(
      "healthcheck", "Ask the running service whether it is ready: 0, or 1 and why not");
  check->add_option("--config", request.config_file,
                    "The service's configuration file (default: " + request.config_file + ")");
  check->footer("Exit codes: 0 ready, 1 not ready, 2 wrong use.");
  return check;
}

CLI::App* AddExplain(CLI::App& app, ExplainRequest& request) {
  CLI::App* hook = app.add_subcommand("hook", "Look into deliveries of the forge");
  hook->require_subcommand(1);
  CLI::App* explain =
      hook->add_subcommand("explain", "Say what the service would make of a recorded delivery");
  explain->add_option("FILE", request.file, "The delivery's body (-: standard input)")->required();
  explain->add_option("--header", request.headers,
                      "A header of it, as 'X-Gitlab-Event: Merge Request Hook'");
  return explain;
}

/// A command of the service, and what it is asked.
template <typename Request>
struct Asked {
  Asked(CLI::App& app, CLI::App* (*add)(CLI::App&, Request&)) : command(add(app, request)) {}

  Request request{};
  CLI::App* command;  ///< Of the app that was given.
};

/// CLI11's messages quote the arguments: they are printed through the terminal's encoder, line by
/// line.
std::string Encoded(const std::string& text) {
  std::string encoded;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    encoded += Encode<Sink::kTerminal>(Untrusted(line)) + "\n";
  }
  return encoded;
}

CommandResult Exit(const CLI::App& app, const CLI::ParseError& error) {
  std::ostringstream out;
  std::ostringstream err;
  const bool asked_for = app.exit(error, out, err) == 0;
  return {Encoded(out.str()), Encoded(err.str()), asked_for ? 0 : kExitUsage};
}

constexpr const char* kEvaluateHelp =
    "Answer one request on standard input (the service's child process)";

/// What a group of commands was asked, as one of all.
template <typename Group>
Command Widened(const Group& asked) {
  return std::visit([](const auto& request) { return Command(request); }, asked);
}

std::optional<Command> AskedOfPolicies(const PolicyCommands& policy) {
  if (const auto& asked = policy.AskedOfRatchets()) return Command(*asked);
  if (std::optional<PolicyRequest> asked = policy.Asked()) return Command(*std::move(asked));
  if (const auto& asked = policy.AskedPlan()) return Command(*asked);
  if (policy.IsPlanWork()) return Command(PolicyPlanWorkRequest{});
  return std::nullopt;
}

std::optional<Command> AskedOfService(const WaiverCommands& waivers, const RecordCommands& records,
                                      const ConnectCommands& first_evening) {
  if (std::optional<WaiverRequest> asked = waivers.Asked()) return Command(*std::move(asked));
  if (const auto& asked = records.Asked()) return Widened(*asked);
  if (const auto& asked = first_evening.Asked()) return Widened(*asked);
  return std::nullopt;
}

void Describe(CLI::App& app) {
  app.set_version_flag("--version", "headwater " + std::string(kEngineVersion.view()));
  app.require_subcommand(1);
  app.footer(kFooter);
}

}  // namespace

std::variant<Command, CommandResult> ParseCommandLine(std::span<char* const> arguments,
                                                      std::chrono::sys_days today) {
  CLI::App app("Headwater: licence headers, SBOM, upstream first and fork detection for changes",
               "headwater");
  Describe(app);
  CheckRequest check;
  check.as_of = today;
  FixRequest fix;
  fix.check.as_of = today;
  RulesRequest rules;
  CLI::App* const check_command = AddCheck(app, check);
  CLI::App* const fix_command = AddFix(app, fix);
  CLI::App* const rules_command = AddRules(app, rules);
  LicensesRequest licenses;
  licenses.today = today;
  CLI::App* const licenses_command = AddLicenses(app, licenses);
  SbomValidateRequest sbom;
  sbom.as_of = today;
  CLI::App* const sbom_command = AddSbomValidate(app, sbom);
  PubliccodeValidateRequest publiccode;
  publiccode.as_of = today;
  CLI::App* const publiccode_command = AddPubliccodeValidate(app, publiccode);
  ProvenanceRequest provenance;
  CLI::App* const provenance_command = AddProvenance(app, provenance);
  UpstreamConfirmRequest confirm;
  CLI::App* const upstream_command = AddUpstream(app);
  CLI::App* const confirm_command = AddUpstreamConfirm(*upstream_command, confirm);
  CLI::App* const refresh_command = AddUpstreamRefresh(*upstream_command);
  const IndexCommands index(app);
  const PolicyCommands policy(app, today);
  const WaiverCommands waivers(app);
  const Asked<ServeRequest> serve(app, AddServe);
  const Asked<HealthcheckRequest> health(app, AddHealthcheck);
  const Asked<ExplainRequest> explain(app, AddExplain);
  const RecordCommands records(app);
  const ConnectCommands first_evening(app);
  app.add_subcommand("evaluate", kEvaluateHelp);
  try {
    app.parse(static_cast<int>(arguments.size()), arguments.data());
  } catch (const CLI::ParseError& error) {
    return Exit(app, error);
  }
  if (check_command->parsed()) return Command(check);
  if (fix_command->parsed()) return Command(fix);
  if (rules_command->parsed()) return Command(rules);
  if (licenses_command->parsed()) return Command(licenses);
  if (sbom_command->parsed()) return Command(sbom);
  if (publiccode_command->parsed()) return Command(publiccode);
  if (provenance_command->parsed()) return Command(provenance);
  if (confirm_command->parsed()) return Command(confirm);
  if (refresh_command->parsed()) return Command(UpstreamRefreshRequest{});
  if (index.IsWork()) return Command(ForkWorkRequest{});
  if (std::optional<IndexRequest> asked = index.Asked()) return Command(*std::move(asked));
  if (std::optional<Command> asked = AskedOfPolicies(policy)) return *std::move(asked);
  if (serve.command->parsed()) return Command(serve.request);
  if (health.command->parsed()) return Command(health.request);
  if (explain.command->parsed()) return Command(explain.request);
  return AskedOfService(waivers, records, first_evening).value_or(Command(EvaluateRequest{}));
}

}  // namespace headwater::cli
