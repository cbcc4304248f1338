// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/cli/connect_commands.h"

#include "service/cli/choices.h"

namespace headwater::cli {
namespace {

constexpr const char* kFooter =
    "Exit codes: 0 everything is there, 1 something is missing, 2 wrong use, 3 GitLab cannot be "
    "reached.";
constexpr const char* kPreviewFooter =
    "Exit codes: 0 all could be judged, 1 some could not, 2 wrong use, 3 GitLab cannot be reached.";

constexpr const char* kLentToken =
    "A file with an administrator's token, which only its owner may read (chmod 600); it is used "
    "for this call alone and kept nowhere";

void AddReach(CLI::App& command, ForgeReach& reach) {
  command.add_option("--ca-file", reach.ca_file,
                     "Certificates (PEM) that are trusted beside the system's");
  command.add_option("--proxy", reach.proxy, "The way to GitLab (default: HTTPS_PROXY)");
  command.add_option("--no-proxy", reach.no_proxy,
                     "Hosts that are reached without it (default: NO_PROXY)");
}

}  // namespace

ConnectCommands::ConnectCommands(CLI::App& app) {
  AddConnect(app);
  AddDoctor(app);
  AddDisconnect(app);
  AddPreview(app);
}

void ConnectCommands::AddConnect(CLI::App& app) {
  CLI::App* connect = app.add_subcommand(
      "connect", "Set up GitLab for the service: accounts, tokens, webhooks, configuration");
  connect->add_option("--gitlab", connect_.gitlab, "GitLab's address")->required();
  connect->add_option("--admin-token-file", connect_.token_file, kLentToken)->required();
  connect
      ->add_option("--config", connect_.config_file,
                   "The service's configuration, which is written; secrets go beside it")
      ->required();
  connect->add_option("--url", connect_.url,
                      "The address under which GitLab reaches the service (default: hooks.url of "
                      "the configuration)");
  connect->add_option("--projects", connect_.projects,
                      "Projects to look after, by path: group/name, group/**");
  connect->add_flag("--system-hook", connect_.system_hook,
                    "Hear of merge requests and pushes of every project by one hook");
  connect->add_flag("--no-hook-admin", connect_.no_hook_admin,
                    "Make no second account that looks after webhooks");
  connect->add_option("--listen", connect_.listen,
                      "Where the service takes deliveries (default: " + connect_.listen + ")");
  connect->add_option("--store", connect_.store,
                      "The service's folder (default: " + connect_.store + ")");
  connect->add_flag("--dry-run", connect_.dry_run, "Only say what would be made");
  AddChoice(*connect, "--language", Languages(), connect_.language,
            "Language of statuses and comments (default: de)");
  AddReach(*connect, connect_.reach);
  connect->footer(kFooter);
  connect->final_callback([this] { asked_ = connect_; });
}

void ConnectCommands::AddDoctor(CLI::App& app) {
  CLI::App* doctor = app.add_subcommand(
      "doctor", "Say what is wrong with the service and its GitLab, and what mends it");
  doctor->add_option("--config", doctor_.config_file,
                     "The service's configuration (default: " + doctor_.config_file + ")");
  doctor->add_flag("--json", doctor_.json, "For programs: headwater.doctor/1");
  doctor->footer(kFooter);
  doctor->final_callback([this] { asked_ = doctor_; });
}

void ConnectCommands::AddDisconnect(CLI::App& app) {
  CLI::App* disconnect = app.add_subcommand(
      "disconnect", "Take back what connect has set up; the service has to be stopped");
  disconnect->add_option("--config", disconnect_.config_file, "The service's configuration")
      ->required();
  disconnect->add_option("--admin-token-file", disconnect_.token_file, kLentToken)->required();
  disconnect->add_flag("--dry-run", disconnect_.dry_run, "Only say what would be taken back");
  disconnect->footer(kFooter);
  disconnect->final_callback([this] { asked_ = disconnect_; });
}

void ConnectCommands::AddPreview(CLI::App& app) {
  CLI::App* preview = app.add_subcommand(
      "preview", "Print what would be said about open merge requests; nothing is written");
  preview->add_option("--gitlab", preview_.gitlab, "GitLab's address")->required();
  preview
      ->add_option("--token-file", preview_.token_file,
                   "A file with a token of scopes read_api and read_repository, which only its "
                   "owner may read (chmod 600)")
      ->required();
  preview->add_option("--project", preview_.projects,
                      "A project's path (default: those of which the token's owner is a member)");
  preview
      ->add_option("--last", preview_.last,
                   "How many of each project's open merge requests, those that changed last "
                   "(default: 50)")
      ->check(CLI::Range(size_t{1}, kMostPreviewed));
  CLI::Option* policy =
      preview->add_option("--policy", preview_.policy_file, "A policy file of the platform");
  preview
      ->add_option("--preset", preview_.preset,
                   "A shipped preset to judge by (default: " + preview_.preset + ")")
      ->excludes(policy);
  AddChoice(*preview, "--language", Languages(), preview_.language,
            "Language of statuses and comments (default: en)");
  AddReach(*preview, preview_.reach);
  preview->footer(kPreviewFooter);
  preview->final_callback([this] { asked_ = preview_; });
}

}  // namespace headwater::cli
