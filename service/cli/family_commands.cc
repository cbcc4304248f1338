// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/cli/family_commands.h"

#include "service/cli/choices.h"

namespace headwater::cli {
namespace {

const Names<LicensesFormat>& LicensesFormats() {
  static const Names<LicensesFormat> kNames = {{"text", LicensesFormat::kText},
                                               {"json", LicensesFormat::kJson},
                                               {"spdx", LicensesFormat::kSpdx}};
  return kNames;
}

const Names<SbomValidateFormat>& SbomValidateFormats() {
  static const Names<SbomValidateFormat> kNames = {{"text", SbomValidateFormat::kText},
                                                   {"json", SbomValidateFormat::kJson}};
  return kNames;
}

const Names<PubliccodeFormat>& PubliccodeFormats() {
  static const Names<PubliccodeFormat> kNames = {{"text", PubliccodeFormat::kText},
                                                 {"json", PubliccodeFormat::kJson}};
  return kNames;
}

const Names<PubliccodeProfile>& PubliccodeProfiles() {
  static const Names<PubliccodeProfile> kNames = {{"opencode", PubliccodeProfile::kOpenCode},
                                                  {"standard", PubliccodeProfile::kStandard}};
  return kNames;
}

const Names<ProvenanceFormat>& ProvenanceFormats() {
  static const Names<ProvenanceFormat> kNames = {{"text", ProvenanceFormat::kText},
                                                 {"json", ProvenanceFormat::kJson}};
  return kNames;
}

}  // namespace

CLI::App* AddLicenses(CLI::App& app, LicensesRequest& request) {
  CLI::App* licenses =
      app.add_subcommand("licenses", "List the licence and the holders of every file");
  licenses->add_option("--repo", request.repository, "The repository (default: this folder)");
  CLI::Option* revision =
      licenses->add_option("--rev", request.revision, "The revision to look at (default: HEAD)");
  licenses
      ->add_flag("--worktree", request.worktree,
                 "Look at what is on disk, uncommitted work included")
      ->excludes(revision);
  AddChoice(*licenses, "--format", LicensesFormats(), request.format, "How the list is written");
  licenses->footer("Exit codes: 0 all was read, 2 wrong use, 3 something could not be read.");
  return licenses;
}

CLI::App* AddSbomValidate(CLI::App& app, SbomValidateRequest& request) {
  CLI::App* sbom = app.add_subcommand("sbom", "Look into parts lists (SBOM)");
  sbom->require_subcommand(1);
  CLI::App* validate = sbom->add_subcommand("validate", "Say what is wrong with them");
  validate->add_option("FILE", request.files, "Files to look at")->required();
  validate->add_option("--profile", request.profile,
                       "The requirements to compare with: bsi, ntia, or a version such as bsi-2.1 "
                       "(default: auto, what applies to the document's day)");
  AddChoice(*validate, "--format", SbomValidateFormats(), request.format,
            "How the result is written");
  AddChoice(*validate, "--language", Languages(), request.language, "Language of the messages");
  AddDay(*validate, request.as_of);
  validate->footer(
      "Exit codes: 0 all are valid, 1 one is not, 2 wrong use, 3 one could not be checked.");
  return validate;
}

CLI::App* AddPubliccodeValidate(CLI::App& app, PubliccodeValidateRequest& request) {
  CLI::App* publiccode =
      app.add_subcommand("publiccode", "Look into descriptions of projects (publiccode.yml)");
  publiccode->require_subcommand(1);
  CLI::App* validate = publiccode->add_subcommand("validate", "Say what is wrong with them");
  validate->add_option("FILE", request.files, "Files to look at")->required();
  AddChoice(*validate, "--profile", PubliccodeProfiles(), request.profile,
            "By whose measure: what openCode takes, or the letter of the standard (default: "
            "opencode)");
  AddChoice(*validate, "--format", PubliccodeFormats(), request.format,
            "How the result is written");
  AddChoice(*validate, "--language", Languages(), request.language, "Language of the messages");
  AddDay(*validate, request.as_of);
  validate->footer(
      "Exit codes: 0 all are valid, 1 one is not, 2 wrong use, 3 one could not be checked.");
  return validate;
}

CLI::App* AddProvenance(CLI::App& app, ProvenanceRequest& request) {
  CLI::App* provenance = app.add_subcommand(
      "provenance", "Say where commits come from, and whether what they say of it is true");
  provenance
      ->add_option("--upstream", request.upstreams,
                   "Somebody else's repository: a folder, or an https address to fetch from")
      ->required();
  provenance->add_option("--repo", request.repository, "The repository (default: this folder)");
  provenance->add_option("--range", request.range,
                         "A..B: the commits of B that A has not (default: the default branch and "
                         "HEAD)");
  provenance->add_option("--cache", request.cache,
                         "Where is kept what is known of upstreams (default: the user's cache)");
  AddChoice(*provenance, "--format", ProvenanceFormats(), request.format,
            "How the result is written");
  AddChoice(*provenance, "--language", Languages(), request.language, "Language of the messages");
  provenance->footer(
      "Exit codes: 0 what is claimed is true or explained, 1 something is not, 2 wrong use, 3 "
      "something could not be checked.");
  return provenance;
}

CLI::App* AddUpstream(CLI::App& app) {
  CLI::App* upstream = app.add_subcommand("upstream", "Look after copies of upstreams");
  upstream->require_subcommand(1);
  return upstream;
}

CLI::App* AddUpstreamRefresh(CLI::App& upstream) {
  return upstream.add_subcommand(
      "refresh", "Bring one copy up to date as standard input says (the service's child process)");
}

CLI::App* AddUpstreamConfirm(CLI::App& upstream, UpstreamConfirmRequest& request) {
  CLI::App* confirm = upstream.add_subcommand(
      "confirm", "Take a copy as it is after a tag was moved or the history became another");
  confirm->add_option("URL", request.url, "The address it was fetched from")->required();
  confirm->add_option("--cache", request.cache, "As for provenance")
      ->excludes(confirm->add_option("--config", request.config_file,
                                     "The configuration of the service whose copy it is"));
  confirm->footer("Exit codes: 0 it is confirmed, 2 wrong use, 3 there is no such copy.");
  return confirm;
}

}  // namespace headwater::cli
