// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "headwater/change.h"
#include "headwater/git.h"
#include "headwater/ids.h"
#include "headwater/policy_rule.h"
#include "headwater/result.h"
#include "headwater/rule.h"
#include "headwater/untrusted.h"

/// \file
/// What passes between a judgement and a rule of somebody else's program: the contract is
/// service/docs/external-rules.md. Whoever judges says what is to be asked, the service asks, and
/// what came of it is a fact that the rule reads (rules/pattern/external.cc).

namespace headwater {

/// The version of both documents.
inline constexpr int kExternalContract = 1;

/// Of an answer; more of it is not read.
inline constexpr size_t kMaxExternalAnswerBytes = size_t{256} << 10U;
/// Of the paths and added lines in one question; more of them are left out, and that is said.
inline constexpr size_t kMaxExternalChangeBytes = size_t{512} << 10U;
/// Of one line; longer ones are cut.
inline constexpr size_t kMaxExternalLine = 4'096;
/// Of what the evaluator may hand over for one question: the above, with every sign escaped.
inline constexpr size_t kMaxExternalAskBytes = size_t{4} << 20U;

/// Something that an external rule is to be asked.
struct ExternalAsk {
  std::string rule;    ///< Its id.
  std::string change;  ///< A JSON object: the member `change` of the question.

  bool operator==(const ExternalAsk&) const = default;
};

/// What is asked, with what the service itself knows of the merge request.
struct ExternalQuestion {
  ExternalAsk ask;
  Untrusted project;  ///< Its path.
  int64_t merge_request = 0;
  Untrusted target_branch;
  CommitId head;
  std::optional<Untrusted> title;        ///< Where the policy sends it.
  std::optional<Untrusted> description;  ///< Likewise.
};

/// Why there is no answer. Stand in records by their words.
enum class ExternalProblem {
  kNotConfigured,  ///< The service has been told of nobody to ask.
  kNotStarted,     ///< The program could not be started, or the server not be reached.
  kTooLate,        ///< Not within the deadline.
  kTooLarge,       ///< More than kMaxExternalAnswerBytes.
  kFailed,         ///< It ended with an error, by a signal, or the server answered with an error.
};

/// As in the catalogue of messages: `external-not-configured` and so on.
Literal NameOf(ExternalProblem problem);
std::optional<ExternalProblem> ExternalProblemOf(std::string_view word);

/// What came of asking: an answer as it was given, or why there is none.
struct ExternalAnswer {
  std::optional<ExternalProblem> problem;
  std::string bytes;  ///< Without a problem.
};

/// Whoever can ask. Thread-safe.
class ExternalRules {
 public:
  virtual ~ExternalRules() = default;
  /// Waits for the answer, within the rule's deadline.
  virtual ExternalAnswer Ask(const ExternalQuestion& question) = 0;
};

/// As a fact that a record keeps, and back. Nothing: the rule was not asked.
Fact ExternalFact(std::string_view rule, const ExternalAnswer& answer);
bool IsExternalFact(const Fact& fact);
/// Of a fact that IsExternalFact: the rule's id.
std::string_view RuleOfExternalFact(const Fact& fact);
std::optional<ExternalAnswer> FindExternalAnswer(const Facts& facts, std::string_view rule);

/// From where a question is made.
struct ExternalMaterial {
  const Change& change;
  GitView& view;
  LineChanges& lines;
  /// Whether the policy's path scope covers the path.
  std::function<bool(const Untrusted& path)> covers;
};

/// The member `change` of a question. Nothing: nobody need be asked, because no file of the change
/// concerns the rule. Errors as GitView::Read.
Result<std::optional<std::string>> ExternalChange(const ExternalMaterial& material,
                                                  const ExternalSends& sends);

/// Whether external rules hear of the file at all: not of an upstream's, vendored or generated
/// content, where the policy confirms that it is that.
bool IsExternallyJudged(const ChangedFile& file);

}  // namespace headwater
