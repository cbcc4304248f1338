// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/policy_rule.h"

#include <array>
#include <utility>

#include "rules/common/text.h"
#include "rules/pattern/messages.h"

namespace headwater {
namespace {

constexpr FactKind kTitleFacts[] = {FactKind::kMergeRequestText};
constexpr FactKind kBranchFacts[] = {FactKind::kForge};

RuleInfo InfoOf(const PolicyRuleWords& words, PatternKind kind) {
  RuleInfo info{.id = words.id.literal(),
                .subject = words.subject,
                .severity = words.severity,
                .since = "0.1.0",
                .title = {words.title_en.literal(), words.title_de.literal()},
                .why = {words.why_en.literal(), words.why_de.literal()},
                .fix = {words.fix_en.literal(), words.fix_de.literal()},
                .sources = {},
                .options = {},
                .messages = pattern::Messages(),
                .facts = {}};
  if (kind == PatternKind::kTitle) info.facts = kTitleFacts;
  if (kind == PatternKind::kBranch) info.facts = kBranchFacts;
  return info;
}

/// With its length, so that no text can look like two.
std::string Part(std::string_view text) {
  return std::to_string(text.size()) + ':' + std::string(text) + '\n';
}

std::string Parts(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& one : list) text += Part(one);
  return Part(text);
}

Result<CheckedText> Told(const std::string& text, size_t max_bytes, std::string_view name) {
  std::optional<CheckedText> checked = CheckedText::Of(text, max_bytes);
  if (checked) return std::move(*checked);
  return Error{Errc::kContent, "`" + std::string(name) + "` of a policy's rule is no plain text"};
}

Result<CheckedText> ToldTitle(const std::string& text) {
  if (CountCharacters(text) > kMaxTitleCharacters) {
    return Error{Errc::kContent, "the title of a policy's rule is too long"};
  }
  return Told(text, kMaxTitleBytes, "title");
}

}  // namespace

Literal NameOf(PatternKind kind) {
  static constexpr std::array<Literal, 12> kNames = {
      "path",           "added-lines",         "content",
      "commit-message", "merge-request-title", "branch",
      "author-domain",  "max-file-size",       "binary",
      "required-files", "forbidden-files",     "external"};
  return kNames[static_cast<size_t>(kind)];
}

PolicyRule::PolicyRule(PolicyRuleWords said, Pattern looks_at)
    : words(std::move(said)),
      pattern(std::move(looks_at)),
      entry{InfoOf(words, pattern.kind), CheckPattern} {}

std::string CanonicalPattern(const PolicyRule& rule) {
  const Pattern& pattern = rule.pattern;
  std::string text = "headwater-pattern/1\n";
  text += Part(rule.id()) + Part(NameOf(pattern.kind).view()) + Part(pattern.expression);
  text += Part(pattern.must_match ? "match" : "not-match") + Part(pattern.secret ? "secret" : "");
  if (pattern.kind == PatternKind::kExternal) {
    const ExternalSends& sends = pattern.sends;
    text += Part(sends.added_lines ? "added-lines" : "") + Part(sends.title ? "title" : "") +
            Part(sends.description ? "description" : "");
  }
  text += Part(std::to_string(pattern.max_bytes)) + Parts(pattern.globs) + Parts(pattern.files);
  text += Part(std::to_string(static_cast<int>(rule.words.severity)));
  const PolicyRuleWords& words = rule.words;
  for (const CheckedText* one : {&words.title_en, &words.title_de, &words.why_en, &words.why_de,
                                 &words.fix_en, &words.fix_de}) {
    text += Part(one->literal().view());
  }
  return text + Part(words.see ? words.see->text() : "");
}

Result<PolicyRulePointer> ToldPattern(const ToldWords& told) {
  if (!IsPatternId(told.id)) return Error{Errc::kContent, "a policy's rule has another id"};
  CheckedText id = TRY(Told(told.id, kMaxTitleBytes, "id"));
  CheckedText title_en = TRY(ToldTitle(told.title_en));
  CheckedText title_de = TRY(ToldTitle(told.title_de));
  CheckedText why_en = TRY(Told(told.why_en, kMaxSentenceBytes, "why"));
  CheckedText why_de = TRY(Told(told.why_de, kMaxSentenceBytes, "why"));
  CheckedText fix_en = TRY(Told(told.fix_en, kMaxSentenceBytes, "fix"));
  CheckedText fix_de = TRY(Told(told.fix_de, kMaxSentenceBytes, "fix"));
  PolicyRuleWords words{std::move(id),       told.severity,       told.subject,
                        std::move(title_en), std::move(title_de), std::move(why_en),
                        std::move(why_de),   std::move(fix_en),   std::move(fix_de),
                        std::nullopt};
  if (!told.see.empty()) {
    const Result<SafeUrl> see = SafeUrl::Parse(told.see);
    if (!see.ok() || !see.value().is_https()) {
      return Error{Errc::kContent, "`see` of a policy's rule is no https address"};
    }
    words.see = see.value();
  }
  return PolicyRulePointer(std::make_shared<PolicyRule>(std::move(words), Pattern()));
}

}  // namespace headwater
