// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include "service/git/libgit2.h"
#include "service/git/object_reader.h"
#include "service/git/repository.h"

// What a person may write for a commit. An own reader, because libgit2's walks as far as it is told
// to, loads commits of any size, and searches messages.

namespace headwater::git {
namespace {

constexpr size_t kMaxRevisionBytes = 1'024;
/// Steps of `~` in one revision: seconds on the largest histories.
constexpr uint32_t kMaxSteps = 100'000;
/// Shortest beginning of an id that is taken for one (git's MINIMUM_ABBREV, gitglossary).
constexpr size_t kMinAbbreviation = 4;

/// Parts of git's revision syntax (gitrevisions(7)) that search, read the reflog or name no commit.
constexpr std::string_view kRefused[] = {"@{", ":", "^{/", "..", "^@", "^!", "^-"};

Error NoCommit(std::string_view revision, std::string_view why) {
  return {Errc::kInvalid, "revision \"" + std::string(revision) + "\": " + std::string(why)};
}

bool IsHex(std::string_view text) {
  return text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

/// A number, 1 when there is none; none when it is beyond the bound.
std::optional<uint32_t> TakeNumber(std::string_view& rest) {
  size_t digits = 0;
  while (digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '9') ++digits;
  if (digits == 0) return 1;
  uint32_t number = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + digits, number);
  rest.remove_prefix(digits);
  if (error != std::errc() || number > kMaxSteps) return std::nullopt;
  return number;
}

Result<std::optional<CommitId>> FindByReference(git_repository* repository,
                                                const std::string& name) {
  git_reference* found = nullptr;
  const int code = git_reference_dwim(&found, repository, name.c_str());
  const ReferenceHandle reference(found);
  if (code == GIT_ENOTFOUND || code == GIT_EINVALIDSPEC) return std::optional<CommitId>();
  if (code != 0) return LastError(code, "read the reference " + name);
  git_reference* direct = nullptr;
  const int resolved = git_reference_resolve(&direct, reference.get());
  const ReferenceHandle target(direct);
  if (resolved == GIT_ENOTFOUND) return std::optional<CommitId>();
  if (resolved != 0) return LastError(resolved, "read the reference " + name);
  return std::optional(FromOid<CommitId>(*git_reference_target(direct)));
}

Result<std::optional<CommitId>> FindByAbbreviation(git_odb* odb, const std::string& text) {
  git_oid prefix{};
  if (text.size() < kMinAbbreviation || text.size() > GIT_OID_HEXSZ || !IsHex(text) ||
      git_oid_fromstrn(&prefix, text.data(), text.size()) != 0) {
    return std::optional<CommitId>();
  }
  git_oid found{};
  const int code = git_odb_exists_prefix(&found, odb, &prefix, text.size());
  if (code == GIT_EAMBIGUOUS) return Error{Errc::kInvalid, "more than one object begins with it"};
  if (code == GIT_ENOTFOUND) return std::optional<CommitId>();
  if (code != 0) return LastError(code, "look up " + text);
  return std::optional(FromOid<CommitId>(found));
}

/// One revision being read, from its name to the commit behind its last suffix.
class RevisionReader {
 public:
  RevisionReader(Repository& repository, std::string_view text)
      : repository_(repository), reader_(repository), text_(text) {}

  Result<CommitId> Read() {
    if (text_.empty() || text_.size() > kMaxRevisionBytes || text_.starts_with('-') ||
        text_.find('\0') != std::string_view::npos) {
      return NoCommit(text_.substr(0, kMinAbbreviation), "is empty, too long, or no revision");
    }
    for (const std::string_view part : kRefused) {
      if (text_.find(part) != std::string_view::npos) {
        return NoCommit(text_, "\"" + std::string(part) + "\" is not read here, name one commit");
      }
    }
    const size_t name_end = text_.find_first_of("~^");
    std::string_view rest =
        text_.substr(name_end == std::string_view::npos ? text_.size() : name_end);
    TRY(Start(std::string(text_.substr(0, name_end))));
    while (!rest.empty()) TRY(ApplySuffix(rest));
    return current_;
  }

 private:
  Status Start(const std::string& name) {
    if (name.empty()) return NoCommit(text_, "is not a revision");
    RepositoryState& state = repository_.state();
    std::optional<CommitId> id = CommitId::FromHex(name);
    if (!id) {
      id = TRY(
          FindByReference(state.repository.get(), name == "@" ? "HEAD" : name).Context("revision"));
    }
    if (!id)
      id = TRY(FindByAbbreviation(state.odb.get(), name).Context("revision \"" + name + "\""));
    if (!id) return NoCommit(text_, "there is no such branch, tag or commit");
    return MoveTo(reader_.PeelToCommit(*id));
  }

  Status ApplySuffix(std::string_view& rest) {
    for (const std::string_view same : {"^{commit}", "^{}", "^0"}) {
      if (!rest.starts_with(same)) continue;
      rest.remove_prefix(same.size());
      return Ok{};
    }
    const char kind = rest.front();
    rest.remove_prefix(1);
    const std::optional<uint32_t> number = TakeNumber(rest);
    if (!number) {
      return NoCommit(text_, "goes back more than " + std::to_string(kMaxSteps) + " commits");
    }
    if (kind == '^') return MoveToParent(*number);
    if (kind != '~') return NoCommit(text_, "is not a revision");
    for (uint32_t step = 0; step < *number; ++step) TRY(MoveToParent(1));
    return Ok{};
  }

  /// `number` counts from 1.
  Status MoveToParent(uint32_t number) {
    if (++steps_ > kMaxSteps) {
      return NoCommit(text_, "goes back more than " + std::to_string(kMaxSteps) + " commits");
    }
    if (repository_.ShallowCommits().contains(current_)) {
      return NoCommit(text_, "goes beyond the depth to which this repository was cloned");
    }
    const CommitLinks links = TRY(reader_.ReadLinks(current_));
    if (number > links.parents.size()) {
      return NoCommit(text_, "commit " + current_.Hex() + " has no such parent");
    }
    current_ = links.parents[number - 1];
    return Ok{};
  }

  Status MoveTo(Result<CommitId> commit) {
    if (!commit.ok() && commit.error().code == Errc::kNotFound) {
      return NoCommit(text_, commit.error().message);
    }
    current_ = TRY(std::move(commit).Context("revision \"" + std::string(text_) + "\""));
    return Ok{};
  }

  Repository& repository_;
  ObjectReader reader_;
  std::string_view text_;
  CommitId current_;
  uint32_t steps_ = 0;
};

}  // namespace

Result<CommitId> Repository::Resolve(std::string_view revision) {
  return RevisionReader(*this, revision).Read();
}

}  // namespace headwater::git
