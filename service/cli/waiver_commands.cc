// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/cli/waiver_commands.h"

#include <string>
#include <vector>

#include "headwater/date.h"
#include "service/cli/choices.h"

namespace headwater::cli {
namespace {

const Names<RegisterFormat>& ListFormats() {
  static const Names<RegisterFormat> kNames = {{"text", RegisterFormat::kText},
                                               {"json", RegisterFormat::kJson}};
  return kNames;
}

const Names<RegisterFormat>& ExportFormats() {
  static const Names<RegisterFormat> kNames = {{"csv", RegisterFormat::kCsv},
                                               {"json", RegisterFormat::kJson}};
  return kNames;
}

CLI::Option* AddProject(CLI::App& command, ProjectId& project) {
  return command.add_option("--project", project.value, "The project's number on the forge")
      ->check(CLI::PositiveNumber);
}

/// Without it: of the whole platform.
void AddAnyProject(CLI::App& command, std::optional<ProjectId>& project) {
  command
      .add_option_function<int64_t>(
          "--project", [&project](int64_t number) { project = ProjectId{number}; },
          "Only of the project with this number on the forge (default: of all)")
      ->check(CLI::PositiveNumber);
}

std::string CheckCommit(const std::string& text) {
  return CommitId::FromHex(text) ? "" : "expected the whole name of a commit";
}

std::vector<std::string> Reasons() {
  std::vector<std::string> names;
  names.reserve(std::size(kAllWaiverReasons));
  for (const WaiverReason reason : kAllWaiverReasons) names.emplace_back(NameOf(reason).view());
  return names;
}

}  // namespace

WaiverCommands::WaiverCommands(CLI::App& app) {
  CLI::App* waivers = app.add_subcommand("waivers", "The service's register of waivers");
  waivers->require_subcommand(1);
  AddList(*waivers);
  AddExport(*waivers);
  AddGive(*waivers);
  AddRevoke(*waivers);
  AddConfirm(*waivers);
}

CLI::App* WaiverCommands::Add(CLI::App& waivers, const char* name, const char* doc) {
  CLI::App* command = waivers.add_subcommand(name, doc);
  command->add_option("--store", folder_,
                      "The service's folder (default: " + folder_ + "), which may be in use");
  return command;
}

void WaiverCommands::AddList(CLI::App& waivers) {
  CLI::App* list = Add(waivers, "list", "Print those in force, by number");
  AddAnyProject(*list, list_.project);
  list->add_flag("--all", list_.all, "Those that have ended or were revoked, too");
  AddChoice(*list, "--format", ListFormats(), list_.format, "How the list is written");
  list->final_callback([this] { asked_ = WaiverRequest{folder_, list_}; });
}

void WaiverCommands::AddExport(CLI::App& waivers) {
  export_.all = true;
  export_.format = RegisterFormat::kCsv;
  CLI::App* exported = Add(waivers, "export", "Print the whole register, for others to keep");
  AddAnyProject(*exported, export_.project);
  AddChoice(*exported, "--format", ExportFormats(), export_.format,
            "How it is written (default: csv)");
  exported->final_callback([this] { asked_ = WaiverRequest{folder_, export_}; });
}

void WaiverCommands::AddGive(CLI::App& waivers) {
  CLI::App* give = Add(waivers, "give", "Let something pass, as the operator of the platform");
  AddProject(*give, give_.project)->required();
  give->add_option("--rule", give_.scope.rule, "The rule; * for all of them in an emergency")
      ->required();
  give->add_option("--path", give_.scope.path, "Only on these paths: a glob (default: everywhere)");
  give->add_option("--finding", give_.scope.fingerprint,
                   "Only this finding: its waiver_fingerprint");
  give->add_option_function<int64_t>(
          "--merge-request", [this](int64_t number) { give_.scope.iid = MergeRequestIid{number}; },
          "Only in this merge request (default: in the whole project)")
      ->check(CLI::PositiveNumber);
  give->add_option_function<std::string>(
          "--head",
          [this](const std::string& hex) { give_.scope.head = CommitId::FromHex(hex).value(); },
          "Only while that merge request is at this commit: its whole name")
      ->check(CheckCommit)
      ->needs("--merge-request");
  give->add_option_function<std::string>(
          "--until", [this](const std::string& text) { give_.until = ParseDate(text).value(); },
          "The last day on which it counts")
      ->check(CheckDate)
      ->required();
  give->add_option("--reason", give_.reason, "Why, in a word")
      ->check(CLI::IsMember(Reasons()))
      ->required();
  give->add_option("--text", give_.text, "Why, in a sentence")->required();
  give->final_callback([this] { asked_ = WaiverRequest{folder_, give_}; });
}

void WaiverCommands::AddRevoke(CLI::App& waivers) {
  CLI::App* revoke = Add(waivers, "revoke", "Let a waiver count no longer");
  revoke->add_option("NUMBER", revoke_.number, "The waiver's number")->required();
  revoke->final_callback([this] { asked_ = WaiverRequest{folder_, revoke_}; });
}

void WaiverCommands::AddConfirm(CLI::App& waivers) {
  CLI::App* confirm =
      Add(waivers, "confirm", "Confirm what a project lists under `waivers` in its policy file");
  AddProject(*confirm, confirm_.project)->required();
  confirm->add_option("FILE", confirm_.file, "The project's .headwater.yml")->required();
  confirm->final_callback([this] { asked_ = WaiverRequest{folder_, confirm_}; });
}

std::optional<WaiverRequest> WaiverCommands::Asked() const { return asked_; }

}  // namespace headwater::cli
