// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "headwater/publiccode_check.h"
#include "headwater/untrusted.h"

/// \file
/// What the command line asks for, as values: filled in by service/cli, carried out by
/// service/jobs.

namespace headwater {

enum class ReportFormat { kText, kJson, kSarif, kCodeClimate, kJunit };

/// `headwater check`.
struct CheckRequest {
  std::string repository = ".";
  /// The revision the change is meant for; absent: the default branch.
  std::optional<std::string> base;
  std::string head = "HEAD";
  bool worktree = false;
  bool all = false;                    ///< Excludes `worktree` but for FixRequest.
  std::vector<std::string> sboms;      ///< Files that are the project's SBOM, wherever they lie.
  std::vector<std::string> upstreams;  ///< What the project takes from: folders and addresses.
  std::string fork_index;  ///< The folder of an index to compare the project with; empty: none.
  ReportFormat format = ReportFormat::kText;
  /// At most one of the two; neither: the project's own policy, else preset:opencode.
  std::optional<std::string> policy_file;
  std::optional<std::string> preset;
  Language language = Language::kEnglish;
  std::chrono::sys_days as_of{};
};

enum class LicensesFormat { kText, kJson, kSpdx };

/// `headwater licenses`.
struct LicensesRequest {
  std::string repository = ".";
  std::string revision = "HEAD";
  bool worktree = false;
  LicensesFormat format = LicensesFormat::kText;
  std::chrono::sys_days today{};  ///< For the date that SPDX demands.
};

enum class SbomValidateFormat { kText, kJson };

/// `headwater sbom validate`.
struct SbomValidateRequest {
  std::vector<std::string> files;
  std::string profile = "auto";  ///< What applies to each document's day.
  SbomValidateFormat format = SbomValidateFormat::kText;
  Language language = Language::kEnglish;
  std::chrono::sys_days as_of{};
};

enum class PubliccodeFormat { kText, kJson };

/// `headwater publiccode validate`.
struct PubliccodeValidateRequest {
  std::vector<std::string> files;
  PubliccodeProfile profile = PubliccodeProfile::kOpenCode;
  PubliccodeFormat format = PubliccodeFormat::kText;
  Language language = Language::kEnglish;
  std::chrono::sys_days as_of{};
};

enum class ProvenanceFormat { kText, kJson };

/// `headwater provenance`.
struct ProvenanceRequest {
  std::vector<std::string> upstreams;  ///< Folders and addresses, as given; at least one.
  std::string repository = ".";
  std::string range;  ///< "A..B"; empty: the default branch and HEAD.
  std::string cache;  ///< A folder; empty: the user's own.
  ProvenanceFormat format = ProvenanceFormat::kText;
  Language language = Language::kEnglish;
};

/// `headwater upstream confirm`.
struct UpstreamConfirmRequest {
  std::string url;
  std::string cache;        ///< As ProvenanceRequest::cache.
  std::string config_file;  ///< Of the service whose copy it is; empty: a person's own, in `cache`.
};

/// `headwater fix`.
struct FixRequest {
  /// What is judged. `worktree` is set: fixes are made on disk. `all` and `worktree` together mean
  /// every file on disk, as if all were new; so does naming files.
  CheckRequest check;
  std::vector<std::string> files;  ///< Files and folders, as given; empty: what `check` says.
  bool dry_run = false;            ///< A patch instead of changes.
};

/// What a command leaves behind: nothing is printed by the layers below main.
struct CommandResult {
  std::string out;  ///< For standard output, encoded for it.
  std::string err;  ///< For standard error, encoded for it.
  int exit_code = 0;
};

/// Exit codes, documented in the README. 0, 1 and 3 come from the engine's table of outcomes.
inline constexpr int kExitUsage = 2;
inline constexpr int kExitUnknown = 3;

enum class RulesFormat { kText, kMarkdown, kJson };

}  // namespace headwater
