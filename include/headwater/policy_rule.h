// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/data.h"
#include "headwater/finding.h"
#include "headwater/glob.h"
#include "headwater/regex.h"
#include "headwater/result.h"
#include "headwater/rule.h"
#include "headwater/untrusted.h"
#include "headwater/url.h"

/// \file
/// Rules that a policy brings itself, without C++: service/docs/patterns.md. What they look at is
/// data, and one function judges all of them (rules/pattern/).

namespace headwater {

/// What their ids begin with.
inline constexpr std::string_view kPatternFamily = "pattern/";
/// And those of rules that a program or a server of the platform's own judges
/// (service/docs/external-rules.md).
inline constexpr std::string_view kExternalFamily = "external/";
/// Longest name behind it, in bytes.
inline constexpr size_t kMaxPatternName = 40;
/// In one policy: more nobody reads, and each one is asked of each change.
inline constexpr size_t kMaxPatterns = 64;
/// External rules in one policy: a judgement waits for each of them.
inline constexpr size_t kMaxExternalRules = 8;

/// Whether it is the id of a rule that a policy brings itself: `pattern/` or `external/` and up to
/// 40 lower-case letters and digits in words with one `-` between them.
bool IsPatternId(std::string_view id);

/// What a pattern looks at. As written: path, added-lines, content, commit-message,
/// merge-request-title, branch, author-domain, max-file-size, binary, required-files,
/// forbidden-files; external is never written, a block of its own defines it.
enum class PatternKind {
  kPath,            ///< The path of each changed file.
  kAddedLines,      ///< Each line that the change adds.
  kContent,         ///< Each line of the changed files.
  kCommitMessage,   ///< Each line of the messages of the change's own commits.
  kTitle,           ///< The title of the merge request.
  kBranch,          ///< The name of the branch that is to be merged.
  kAuthorDomain,    ///< What stands behind the `@` of who wrote a commit, in lower case.
  kMaxFileSize,     ///< The size of each changed file.
  kBinary,          ///< Whether a changed file is text.
  kRequiredFiles,   ///< What the project must have: about the project.
  kForbiddenFiles,  ///< What nobody may add.
  kExternal,        ///< Whatever somebody else's program looks at, who is asked by the service.
};

/// As written in policies.
Literal NameOf(PatternKind kind);

/// What the id of the fact (kind kForge) begins with whose value is the name of the branch that is
/// to be merged. There is none where no merge request is judged.
inline constexpr std::string_view kSourceBranchFact = "source-branch:";

/// What an external rule is told beside the paths of the change.
struct ExternalSends {
  bool added_lines = false;
  bool title = false;
  bool description = false;
};

struct Pattern {
  PatternKind kind = PatternKind::kPath;
  std::optional<Regex> regex;  ///< Of the kinds that have one.
  std::string expression;      ///< As it was written.
  bool must_match = false;     ///< False: a match is what is found fault with.
  uint64_t max_bytes = 0;      ///< kMaxFileSize.
  /// kRequiredFiles, kForbiddenFiles: globs.
  std::vector<std::string> globs;
  /// What kAddedLines, kContent, kMaxFileSize and kBinary look at; empty: every file.
  std::vector<std::string> files;
  GlobSet files_set;    ///< Of `files`.
  bool secret = false;  ///< What matches is shown to nobody.
  ExternalSends sends;  ///< kExternal.
};

/// What is said of a rule of a policy. Every text is safe to be printed as text of ours is.
struct PolicyRuleWords {
  CheckedText id;
  Severity severity;
  Subject subject;
  CheckedText title_en;
  CheckedText title_de;
  CheckedText why_en;
  CheckedText why_de;
  CheckedText fix_en;
  CheckedText fix_de;
  std::optional<SafeUrl> see;  ///< Where more is said; https.
};

/// Bounds of the words, in bytes; a title has at most kMaxTitleCharacters characters.
inline constexpr size_t kMaxTitleCharacters = 60;
inline constexpr size_t kMaxTitleBytes = 4 * kMaxTitleCharacters;
inline constexpr size_t kMaxSentenceBytes = 600;

/// One rule of a policy. Its `entry` points into it: it is never copied and never moved.
struct PolicyRule {
  PolicyRule(PolicyRuleWords said, Pattern looks_at);
  PolicyRule(const PolicyRule&) = delete;
  PolicyRule& operator=(const PolicyRule&) = delete;
  PolicyRule(PolicyRule&&) = delete;
  PolicyRule& operator=(PolicyRule&&) = delete;
  ~PolicyRule() = default;

  const PolicyRuleWords words;
  const Pattern pattern;
  RuleEntry entry;  ///< Its `check` is CheckPattern.

  std::string_view id() const { return words.id.literal().view(); }
};

/// Policies, layers and reports share a rule: it lives as long as any of them.
using PolicyRulePointer = std::shared_ptr<const PolicyRule>;

/// What a policy or a report brings, by id.
struct PolicyRules {
  std::vector<PolicyRulePointer> rules;

  /// nullptr: there is none.
  const PolicyRule* Find(std::string_view id) const;
};

/// One entry of a policy's `patterns`: its name, and the map below it. kInvalid with
/// `line:column: sentence`.
Result<PolicyRulePointer> ReadPattern(const DataMember& entry);

/// One entry of a policy's `external`, likewise.
Result<PolicyRulePointer> ReadExternal(const DataMember& entry);

/// Everything that the rule says and judges by, in one text: equal texts mean the same rule.
std::string CanonicalPattern(const PolicyRule& rule);

/// The words of a rule as an evaluator or a record says them, checked anew. kContent names what is
/// not as it must be. The rule is for showing: it has no condition and is never asked.
struct ToldWords {
  std::string id;
  Severity severity = Severity::kWarning;
  Subject subject = Subject::kChange;
  std::string title_en, title_de, why_en, why_de, fix_en, fix_de;
  std::string see;  ///< Empty: none.
};
Result<PolicyRulePointer> ToldPattern(const ToldWords& told);

/// Judges by RuleContext::own_rule. Errors as every rule.
Result<RuleAnswer> CheckPattern(const RuleContext& context);

}  // namespace headwater
