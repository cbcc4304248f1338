// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/upstream/squash_message.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "rules/upstream/message_lines.h"

namespace headwater::upstream {
namespace {

/// Of each commit that is one of so many, the newest; and of no message with more bytes than that
/// its body (`%{all_commits}` in the page named above).
constexpr size_t kMaxCommits = 100;
constexpr size_t kMaxMessageBytes = size_t{100} << 10U;

/// What a project without a template has.
constexpr std::string_view kTitle = "%{title}";

bool IsMerge(const Commit& commit) { return commit.parents.size() > 1; }

/// What follows the first line.
std::string_view BodyOf(std::string_view message) {
  const size_t end = message.find('\n');
  return end == std::string_view::npos ? std::string_view() : message.substr(end + 1);
}

bool IsBlank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool HasBody(const Commit& commit) { return !IsBlank(BodyOf(commit.message.bytes())); }

/// Ids are shortened; the numbers of requests are not.
bool NamesSame(const Claim& one, const Claim& other) {
  const std::string_view id = one.target.bytes();
  const std::string_view other_id = other.target.bytes();
  if (id.empty() || other_id.empty()) return one.text.bytes() == other.text.bytes();
  if (one.kind == ClaimKind::kRequest || other.kind == ClaimKind::kRequest) return id == other_id;
  const size_t digits = std::min(id.size(), other_id.size());
  return std::equal(id.begin(), id.begin() + static_cast<std::ptrdiff_t>(digits), other_id.begin(),
                    [](char a, char b) { return Lower(a) == Lower(b); });
}

}  // namespace

SquashMessage::SquashMessage(std::string_view squash_template, std::span<const Commit> commits,
                             std::string_view text) {
  const auto uses = [squash_template](std::string_view variable) {
    return squash_template.find(variable) != std::string_view::npos;
  };
  const std::string_view title = text.substr(0, text.find('\n'));
  if (IsBlank(squash_template) || uses(kTitle)) AddText(title);
  if (uses("%{description}")) AddText(BodyOf(text));
  if (uses("%{first_commit}") && !commits.empty()) AddCommit(commits.back());

  const auto recent = commits.first(std::min(commits.size(), kMaxCommits));
  if (uses("%{all_commits}")) {
    for (const Commit& commit : recent) {
      const bool whole = commit.message.bytes().size() <= kMaxMessageBytes;
      if (whole && !IsMerge(commit)) AddCommit(commit);
    }
  }
  const auto oldest = std::find_if(recent.rbegin(), recent.rend(), [](const Commit& commit) {
    return !IsMerge(commit) && HasBody(commit);
  });
  if (uses("%{first_multiline_commit}")) {
    if (oldest != recent.rend()) {
      AddCommit(*oldest);
    } else {
      AddText(title);
    }
  }
  if (uses("%{first_multiline_commit_description}") && oldest != recent.rend()) {
    AddText(BodyOf(oldest->message.bytes()));
  }
}

void SquashMessage::AddText(std::string_view text) {
  for (Claim& claim : headwater::ParseClaims(text)) {
    if (ClaimsContent(claim.kind)) claims_.push_back(std::move(claim));
  }
}

void SquashMessage::AddCommit(const Commit& commit) {
  commits_.insert(commit.id);
  AddText(commit.message.bytes());
}

bool SquashMessage::Keeps(const CommitId& commit, const Claim& claim) const {
  return commits_.contains(commit) || std::ranges::any_of(claims_, [&claim](const Claim& kept) {
           return NamesSame(kept, claim);
         });
}

}  // namespace headwater::upstream
