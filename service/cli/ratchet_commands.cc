// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/cli/ratchet_commands.h"

#include <string>

namespace headwater::cli {
namespace {

void AddFolder(CLI::App& command, std::string& folder) {
  command.add_option("--store", folder,
                     "The service's folder (default: " + folder + "), which may be in use");
}

}  // namespace

RatchetCommands::RatchetCommands(CLI::App& policy) {
  CLI::App* ratchet = policy.add_subcommand(
      "ratchet", "Which rules are required of a branch because it has passed them once");
  ratchet->require_subcommand(1);
  AddList(*ratchet);
  AddReset(*ratchet);
}

void RatchetCommands::AddList(CLI::App& ratchet) {
  CLI::App* list = ratchet.add_subcommand("list", "Print them, by project");
  list->add_option("--project", list_.project, "Its number, or group/name (default: all)");
  AddFolder(*list, folder_);
  list->final_callback([this] { asked_ = RatchetRequest{folder_, list_}; });
}

void RatchetCommands::AddReset(CLI::App& ratchet) {
  CLI::App* reset = ratchet.add_subcommand(
      "reset", "Let a rule only hint in a project until its branch passes again");
  reset->add_option("PROJECT", reset_.project, "Its number, or group/name")->required();
  reset->add_option("RULE", reset_.rule, "The rule")->required();
  reset->add_option("--because", reset_.because, "Why; it is written into the audit log")
      ->required();
  AddFolder(*reset, folder_);
  reset->final_callback([this] { asked_ = RatchetRequest{folder_, reset_}; });
}

}  // namespace headwater::cli
