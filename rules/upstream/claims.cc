// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/upstream/claims.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "rules/upstream/claim_pattern.h"
#include "rules/upstream/message_lines.h"
#include "rules/upstream/subject_claim.h"

namespace headwater::upstream {
namespace {

/// Where the commit stands that a row claims.
enum class Where {
  kMark,    ///< At `#`.
  kRest,    ///< Somewhere in `%`, if at all.
  kNumber,  ///< At `#`; digits alone are the number of an issue unless they are many.
  kAlone,   ///< At `#`, 40 digits, and the line stands as in the output of `git log`.
  kMany,    ///< At `#`, and more of them in `%`.
};

struct Row {
  ClaimKind kind;
  std::string_view pattern;
  Where where = Where::kMark;
};

// One row for each form that a community writes; sources in the family's README.
constexpr Row kRows[] = {
    // git cherry-pick -x, Android, Debian, Ubuntu
    {ClaimKind::kCherryPick, "({partially }cherry_picked from {commit }#%)"},
    {ClaimKind::kCherryPick, "cherry_picked from {commit }#"},
    {ClaimKind::kCherryPick, "cherry_picked_from:{commit }#%"},
    {ClaimKind::kCherryPick, "cherry_pick{ed}:{commit }#%"},
    {ClaimKind::kBackport, "(back_ported from {commit }#%)"},
    {ClaimKind::kBackport, "(backport of {commit }#%)"},
    {ClaimKind::kBackport, "back_ported from {commit }#"},
    {ClaimKind::kBackport, "back_port{ed}_{from}{of}:{commit }#%"},
    // Linux stable
    {ClaimKind::kUpstream, "commit # upstream"},
    {ClaimKind::kUpstream, "[{ }upstream commit #{ }]"},
    {ClaimKind::kUpstream, "({ }upstream commit #{ })"},
    {ClaimKind::kUpstream, "upstream_commit{:}{ }#"},
    // RHEL, CentOS Stream, Rocky Linux
    {ClaimKind::kCherryPick, "commit #%", Where::kAlone},
    {ClaimKind::kCarry, "rhel_only"},
    {ClaimKind::kCarry, "rhel_only:%"},
    {ClaimKind::kCarry, "upstream_status:rhel_only%"},
    // SUSE
    {ClaimKind::kCherryPick, "git_commit:#%"},
    {ClaimKind::kUpstream, "patch_mainline:v%", Where::kRest},
    {ClaimKind::kSubmitted, "patch_mainline:queued%"},
    {ClaimKind::kSubmitted, "patch_mainline:submitted%"},
    {ClaimKind::kPending, "patch_mainline:not_yet%"},
    {ClaimKind::kInappropriate, "patch_mainline:never%"},
    // Yocto, OpenEmbedded
    {ClaimKind::kPending, "upstream_status:pending%"},
    {ClaimKind::kSubmitted, "upstream_status:submitted%"},
    {ClaimKind::kBackport, "upstream_status:backport{ed}%", Where::kRest},
    {ClaimKind::kBackport, "upstream_status:accepted%", Where::kRest},
    {ClaimKind::kDenied, "upstream_status:denied%"},
    {ClaimKind::kInappropriate, "upstream_status:inappropriate%"},
    {ClaimKind::kInactive, "upstream_status:inactive_upstream%"},
    // DEP-3
    {ClaimKind::kUpstream, "origin:upstream{,%}", Where::kRest},
    {ClaimKind::kBackport, "origin:backport{,%}", Where::kRest},
    {ClaimKind::kCarry, "origin:vendor{,%}"},
    {ClaimKind::kCarry, "origin:other{,%}"},
    {ClaimKind::kUpstream, "origin:#"},
    {ClaimKind::kBackport, "applied_upstream:%", Where::kRest},
    {ClaimKind::kPending, "forwarded:no"},
    {ClaimKind::kInappropriate, "forwarded:not_needed"},
    {ClaimKind::kSubmitted, "forwarded:yes"},
    {ClaimKind::kSubmitted, "forwarded:http{s}://%"},
    // What a commit says of older ones
    {ClaimKind::kFixes, "fixes:{commit }#%", Where::kNumber},
    {ClaimKind::kOmittedFix, "omitted_fix:{commit }#%"},
    {ClaimKind::kRevert, "this {partially }reverts commit #%"},
    {ClaimKind::kRevert, "this {partially }reverts commits #%", Where::kMany},
};

/// Claims wrap: the bracket is closed within this many lines.
constexpr size_t kMaxWrappedLines = 3;
constexpr size_t kMaxClaimBytes = 1024;
/// A number with fewer digits may be that of an issue. Git's own abbreviations of ids that have no
/// letter among twelve digits are one in 280 (10/16 to the power of 12).
constexpr size_t kMinDecimalId = 12;
/// One message may claim so much; more is no message of a person.
constexpr size_t kMaxClaims = 1000;

Untrusted Text(std::string_view text) {
  return Untrusted(std::string(text.substr(0, kMaxClaimBytes)));
}

bool IsDecimal(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// `Key: value`, or the lines of CIQ's header, which have no colon.
bool IsHeaderLine(std::string_view text) {
  constexpr std::string_view kKeys[] = {
      "jira ", "cve ", "bugfix ", "feature ", "commit-author ", "commit-source ", "upstream-diff"};
  constexpr std::ptrdiff_t kMaxKeyBlanks = 1;
  if (std::any_of(std::begin(kKeys), std::end(kKeys),
                  [text](std::string_view key) { return StartsWithWord(text, key); })) {
    return true;
  }
  const size_t colon = text.find(':');
  if (colon == 0 || colon == std::string_view::npos) return false;
  const std::string_view key = text.substr(0, colon);
  return std::count(key.begin(), key.end(), ' ') <= kMaxKeyBlanks;
}

class Parser {
 public:
  Parser(std::string_view message, Markup markup) : lines_(LinesOf(message, markup)) {}

  std::vector<Claim> Run() && {
    for (at_ = 0; at_ < lines_.size() && claims_.size() < kMaxClaims; ++at_) {
      const MessageLine& line = lines_[at_];
      if (line.text.size() > kMaxClaimBytes) continue;
      if (!line.speaks()) continue;
      if (!seen_subject_) {
        seen_subject_ = true;
        if (auto claim = ReadSubject(line.text)) {
          tag_ = claim->kind;
          Add(std::move(*claim), line.text);
        }
      }
      ReadLine(line);
    }
    Settle();
    return std::move(claims_);
  }

 private:
  void Add(Claim claim, std::string_view text) {
    claim.text = Text(text);
    claim.line = lines_[at_].number;
    claims_.push_back(std::move(claim));
  }

  void ReadLine(const MessageLine& line) {
    std::string wrapped;
    std::string_view text = line.text;
    const size_t more = text.starts_with('(') ? Unwrap(wrapped) : 0;
    if (more > 0) text = wrapped;
    if (MatchPattern("git_repo:%", text) || MatchPattern("upstream_status:%", text)) {
      repository_ = FindRepository(line.text.substr(line.text.find(':') + 1));
    }
    for (const Row& row : kRows) {
      const auto match = MatchPattern(row.pattern, text);
      if (!match || !Holds(row, *match)) continue;
      AddMatch(row, *match, text);
      at_ += more;
      return;
    }
  }

  /// A bracket that is closed on a later line, as one line; how many lines follow the first one.
  size_t Unwrap(std::string& wrapped) const {
    wrapped = lines_[at_].text;
    for (size_t more = 0;; ++more) {
      if (wrapped.ends_with(')')) return more;
      if (more == kMaxWrappedLines || at_ + more + 1 == lines_.size()) return 0;
      const MessageLine& next = lines_[at_ + more + 1];
      if (next.hidden || next.text.empty() || wrapped.size() > kMaxClaimBytes) return 0;
      wrapped.append(" ").append(next.text.substr(0, kMaxClaimBytes));
    }
  }

  bool Holds(const Row& row, const PatternMatch& match) const {
    const std::string_view target = match.reference.target;
    switch (row.where) {
      case Where::kNumber:
        return !IsDecimal(target) || target.size() >= kMinDecimalId || match.rest.starts_with('(');
      case Where::kAlone:
        return target.size() == kMaxIdDigits && StandsAlone() &&
               (match.rest.empty() || match.rest.starts_with('('));
      case Where::kMark:
      case Where::kRest:
      case Where::kMany:
        break;
    }
    return true;
  }

  /// Text of a sentence that happened to be wrapped there has neighbours.
  bool StandsAlone() const {
    const auto is_apart = [this](size_t index) {
      if (index >= lines_.size()) return true;
      const std::string_view text = lines_[index].text;
      return text.empty() || IsHeaderLine(text);
    };
    return !lines_[at_].listed && (at_ == 0 || is_apart(at_ - 1)) && is_apart(at_ + 1);
  }

  void AddMatch(const Row& row, const PatternMatch& match, std::string_view text) {
    Reference reference = match.reference;
    if (row.where == Where::kRest) reference = FindReference(match.rest).value_or(Reference{});
    AddReference(row, reference, match.rest, text);
    std::string_view rest = match.rest;
    if (row.where == Where::kMany) {
      while (const auto next = FindReference(rest)) {
        AddReference(row, *next, {}, text);
        rest.remove_prefix(static_cast<size_t>(next->target.data() - rest.data()) +
                           next->target.size());
      }
    }
    AddNested(row, match.rest, text);
  }

  /// `(cherry picked from commit A (cherry picked from commit B))`
  void AddNested(const Row& row, std::string_view rest, std::string_view text) {
    if (row.kind != ClaimKind::kCherryPick || !rest.starts_with('(')) return;
    for (size_t depth = 0; depth < kMaxWrappedLines && rest.starts_with('('); ++depth) {
      const auto match = MatchPattern(row.pattern, rest);
      if (!match) return;
      AddReference(row, match->reference, match->rest, text);
      rest = match->rest;
    }
  }

  void AddReference(const Row& row, const Reference& reference, std::string_view rest,
                    std::string_view text) {
    Claim claim;
    claim.kind = row.kind;
    claim.target = Text(reference.target);
    claim.repository = Text(reference.repository);
    if (reference.repository.empty() && row.kind == ClaimKind::kCherryPick) {
      claim.repository = Text(FindRepository(rest));
    }
    claim.argument = Text(rest);
    Add(std::move(claim), text);
  }

  /// A message says one thing in several places: `BACKPORT:` in front, the commit at the end.
  void Settle() {
    const bool names_commit = std::any_of(claims_.begin(), claims_.end(), [](const Claim& claim) {
      return ClaimsContent(claim.kind) && claim.kind != ClaimKind::kRequest &&
             !claim.target.empty();
    });
    if (names_commit) {
      std::erase_if(claims_, [](const Claim& claim) {
        return ClaimsContent(claim.kind) && claim.target.empty();
      });
    }
    for (Claim& claim : claims_) {
      if (!ClaimsContent(claim.kind)) continue;
      if (claim.kind == ClaimKind::kCherryPick && tag_ && ClaimsContent(*tag_) &&
          *tag_ != ClaimKind::kRequest) {
        claim.kind = *tag_;
      }
      if (claim.repository.empty()) claim.repository = Text(repository_);
    }
  }

  std::vector<MessageLine> lines_;
  size_t at_ = 0;
  bool seen_subject_ = false;
  std::optional<ClaimKind> tag_;  ///< Of the subject.
  std::string_view repository_;   ///< Named on a line of its own, for the whole message.
  std::vector<Claim> claims_;
};

}  // namespace

std::vector<Claim> ParseClaims(std::string_view message, Markup markup) {
  return Parser(message, markup).Run();
}

}  // namespace headwater::upstream

namespace headwater {

Literal NameOf(ClaimKind kind) {
  switch (kind) {
    case ClaimKind::kCherryPick:
      return "cherry-pick";
    case ClaimKind::kUpstream:
      return "upstream";
    case ClaimKind::kBackport:
      return "backport";
    case ClaimKind::kRequest:
      return "request";
    case ClaimKind::kCarry:
      return "carry";
    case ClaimKind::kDrop:
      return "drop";
    case ClaimKind::kSubmitted:
      return "submitted";
    case ClaimKind::kPending:
      return "pending";
    case ClaimKind::kDenied:
      return "denied";
    case ClaimKind::kInappropriate:
      return "inappropriate";
    case ClaimKind::kInactive:
      return "inactive";
    case ClaimKind::kRevert:
      return "revert";
    case ClaimKind::kFixes:
      return "fixes";
    case ClaimKind::kOmittedFix:
      return "omitted-fix";
  }
  return "";
}

Literal NameOf(Grade grade) {
  switch (grade) {
    case Grade::kIdentical:
      return "identical";
    case Grade::kEquivalent:
      return "equivalent";
    case Grade::kDiffersExplained:
      return "differs-explained";
    case Grade::kDiffersUnexplained:
      return "differs-unexplained";
    case Grade::kDifferent:
      return "different";
    case Grade::kDangling:
      return "dangling";
    case Grade::kUnknown:
      return "unknown";
  }
  return "";
}

bool ClaimsContent(ClaimKind kind) {
  return kind == ClaimKind::kCherryPick || kind == ClaimKind::kUpstream ||
         kind == ClaimKind::kBackport || kind == ClaimKind::kRequest;
}

std::vector<Claim> ParseClaims(std::string_view message) {
  return upstream::ParseClaims(message, upstream::Markup::kPlain);
}

}  // namespace headwater
