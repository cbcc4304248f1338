// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "headwater/change.h"
#include "headwater/external_rule.h"
#include "headwater/line_suggestion.h"
#include "headwater/policy.h"
#include "headwater/ratchet_book.h"
#include "headwater/report.h"
#include "headwater/rule.h"
#include "headwater/upstream_want.h"
#include "service/config/effective_policy.h"
#include "service/git/repository.h"
#include "service/jobs/upstream_facts.h"

namespace headwater::jobs {

class Recorder;

/// One judgement: what the command line and the evaluator child have in common.
struct Evaluation {
  ChangeScope scope = ChangeScope::kRange;
  std::optional<CommitId> target;
  std::optional<CommitId> head;  ///< None: a work tree without commits.
  Untrusted name;                ///< The repository's, for people.
  Untrusted target_branch;
  bool target_is_default = false;
  bool target_is_protected = false;
  /// Where the default branch is, if it is not the target: what its policy says may not be
  /// loosened by another branch, unless that is protected. None: no policy of it is known.
  std::optional<CommitId> default_branch;
  std::optional<Policy> policy;  ///< None: the project's own.
  bool observe_only = false;     ///< No rule does more than observe.
  Facts facts;
  CleanSince clean_since{};  ///< What the target branch is held to.
  /// What the project takes from. None, and it says that it does: nobody looked.
  std::optional<UsedUpstreams> upstreams;
  std::chrono::sys_days as_of{};
  /// Whether to look for what can be offered on the lines of a merge request.
  bool suggest = false;
  /// Whether to say what external rules are to be asked.
  bool ask = false;
  /// Files and folders that alone are judged; empty: all that changed.
  std::vector<std::string> only;
  /// Who writes down what is read; nullptr: nobody.
  Recorder* recorder = nullptr;
};

/// A report, and the files as they were when it was made.
struct Judged {
  Report report;
  std::vector<LineSuggestion> suggestions;  ///< When asked for.
  std::vector<FileEntry> files;  ///< Sorted by path; empty when the change could not be read.
  /// What the project says that it takes from, where a rule wants to know and nobody looked.
  std::vector<UpstreamWant> wants{};
  std::vector<ExternalAsk> asks{};  ///< When asked for: of the rules that nobody has asked yet.
  std::string fix_patch{};          ///< FixPatchOf, when suggestions were asked for.
};

/// Builds the change, finds its policy and judges it. Whatever cannot be read becomes the report's
/// problem, with outcome kUnknown: there is always a report.
Report Evaluate(git::Repository& repository, const Evaluation& evaluation,
                const config::Shipped& shipped);

/// The same, for who wants to change what was judged.
Judged EvaluateFiles(git::Repository& repository, const Evaluation& evaluation,
                     const config::Shipped& shipped);

/// The report for a repository that could not even be opened, under the policy that was asked for.
Report CouldNotCheck(const Error& error, const Evaluation& evaluation,
                     const config::Shipped& shipped);

}  // namespace headwater::jobs
