// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "rules/pattern/check.h"
#include "rules/pattern/search.h"

namespace headwater::pattern {
namespace {

// As git shortens them for people.
constexpr size_t kShownDigits = 12;

RuleAnswer Unknown(std::string key) {
  RuleAnswer answer;
  answer.verdict = Verdict::kUnknown;
  answer.reason = Message{std::move(key), {}};
  return answer;
}

Untrusted ShortId(const Commit& commit) {
  return Untrusted(commit.id.Hex().substr(0, kShownDigits));
}

/// What stands behind the last `@`, in lower case.
std::string DomainOf(const Untrusted& address) {
  const std::string& text = address.bytes();
  const size_t at = text.rfind('@');
  std::string domain = at == std::string::npos ? std::string() : text.substr(at + 1);
  std::transform(domain.begin(), domain.end(), domain.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return domain;
}

/// Looks at what stands beside the files.
class TextCheck {
 public:
  TextCheck(const RuleContext& context, const Pattern& looks_at)
      : context_(context),
        pattern_(looks_at),
        search_(*looks_at.regex, context.view),
        answer_(context) {}

  RuleAnswer Commits() {
    for (const Commit& commit : context_.change.commits) {
      if (commit.origin != Origin::kOwn) continue;
      // Git writes the messages of merges: nobody is asked to write something into them.
      if (pattern_.must_match && commit.parents.size() > 1) continue;
      CheckMessage(commit);
    }
    return Finish();
  }

  RuleAnswer Authors() {
    std::set<std::string> domains;
    for (const Commit& commit : context_.change.commits) {
      if (commit.origin != Origin::kOwn) continue;
      domains.insert(Searchable(DomainOf(commit.author_email)));
    }
    for (const std::string& domain : domains) {
      answer_.CountJudged();
      if (search_.Find(domain).has_value() == pattern_.must_match) continue;
      Finding finding;
      finding.message = {"author", {{"domain", Untrusted(domain)}}};
      finding.evidence = Untrusted(domain);
      answer_.Add(std::move(finding));
    }
    return Finish();
  }

  RuleAnswer Title() {
    const Facts& facts = context_.facts;
    const auto fact = std::find_if(facts.facts.begin(), facts.facts.end(), [](const Fact& one) {
      return one.kind == FactKind::kMergeRequestText;
    });
    if (fact == facts.facts.end()) return Unknown("title-not-known");
    const std::string text = Searchable(fact->value.bytes());
    std::string_view rest = text;
    return OneText(TakeLine(rest), {"title", {}});
  }

  RuleAnswer Branch() {
    const Facts& facts = context_.facts;
    const auto fact = std::find_if(facts.facts.begin(), facts.facts.end(), [](const Fact& one) {
      return one.kind == FactKind::kForge && one.id.starts_with(kSourceBranchFact);
    });
    if (fact == facts.facts.end()) return Unknown("branch-not-known");
    return OneText(Searchable(fact->value.bytes()), {"branch", {{"branch", fact->value}}});
  }

 private:
  RuleAnswer OneText(std::string_view text, Message message) {
    answer_.CountJudged();
    if (search_.Find(text).has_value() != pattern_.must_match) {
      Finding finding;
      finding.message = std::move(message);
      finding.evidence = Untrusted(std::string(text));
      answer_.Add(std::move(finding));
    }
    return Finish();
  }

  void CheckMessage(const Commit& commit) {
    const std::string message = Searchable(commit.message.bytes());
    std::string_view text = message;
    std::optional<std::string_view> match;
    while (!match && !text.empty() && !search_.over()) match = search_.Find(TakeLine(text));
    answer_.CountJudged();
    if (match.has_value() == pattern_.must_match) return;
    Finding finding;
    finding.evidence = Untrusted(commit.id.Hex());
    if (!match) {
      finding.message = {"message-lacking", {{"commit", ShortId(commit)}}};
      finding.evidence = commit.subject;
    } else if (pattern_.secret) {
      finding.message = {"message-secret", {{"commit", ShortId(commit)}}};
    } else {
      finding.message = {"message", {{"commit", ShortId(commit)}, {"text", Shown(*match)}}};
      finding.evidence = Untrusted(std::string(*match));
    }
    answer_.Add(std::move(finding));
  }

  RuleAnswer Finish() {
    // A search that was not made has found nothing, and says nothing.
    if (search_.over()) return Unknown("texts-over-budget");
    return std::move(answer_).Finish({"no-commits", {}});
  }

  const RuleContext& context_;
  const Pattern& pattern_;
  Search search_;
  AnswerBuilder answer_;
};

}  // namespace

Result<RuleAnswer> CheckTexts(const RuleContext& context, const Pattern& pattern) {
  TextCheck check(context, pattern);
  if (pattern.kind == PatternKind::kTitle) return check.Title();
  if (pattern.kind == PatternKind::kBranch) return check.Branch();
  return pattern.kind == PatternKind::kAuthorDomain ? check.Authors() : check.Commits();
}

}  // namespace headwater::pattern
