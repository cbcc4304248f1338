// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/upstream/sync_carries.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "headwater/provenance.h"
#include "rules/upstream/already.h"
#include "rules/upstream/message_lines.h"
#include "rules/upstream/reference.h"
#include "rules/upstream/sync_files.h"

namespace headwater::upstream {
namespace {

/// A commit that changes more files is made by tools: its patch takes seconds, and tells nothing.
constexpr size_t kMaxCarryPaths = 1'000;

/// For LookUpstream: only what the merge brings is news.
class BroughtOnly final : public OwnHistory {
 public:
  explicit BroughtOnly(const std::vector<CommitId>& brought) : brought_(brought) {}

  std::vector<CommitId> FindCommits(std::string_view /*hex*/) override { return {}; }
  bool TargetHas(const CommitId& commit, std::chrono::sys_seconds /*made*/) override {
    return !IsBrought(commit);
  }
  bool IsBrought(const CommitId& commit) const {
    return std::ranges::binary_search(brought_, commit);
  }

 private:
  const std::vector<CommitId>& brought_;
};

bool IsUpstreams(const SyncQuestion& question, const CommitId& commit) {
  return std::ranges::any_of(question.upstreams, [&](const Upstream* upstream) {
    return !upstream->FindCommits(commit.Hex()).empty();
  });
}

/// `UPSTREAM: <drop>:`
bool IsToBeMadeAnew(const Commit& commit) {
  const auto claims = headwater::ParseClaims(commit.message.bytes());
  return std::ranges::find(claims, ClaimKind::kDrop, &Claim::kind) != claims.end();
}

/// `Dropped: ID reason`
bool SaysDropped(std::string_view text, Markup markup, const CommitId& commit) {
  constexpr std::string_view kDropped = "dropped:";
  const std::string hex = commit.Hex();
  return std::ranges::any_of(LinesOf(text, markup), [&](const MessageLine& line) {
    if (!line.speaks() || !StartsWithWord(line.text, kDropped)) return false;
    const std::string_view rest = Trimmed(line.text.substr(kDropped.size()));
    const std::string_view id = rest.substr(0, rest.find(' '));
    const bool has_reason = !Trimmed(rest.substr(id.size())).empty();
    return IsId(id) && hex.starts_with(id) && has_reason;
  });
}

/// What a commit does to the telling lines of one file.
struct ChangedLines {
  Untrusted path;
  std::shared_ptr<const std::string> before;
  std::shared_ptr<const std::string> after;
  LineSet added;
  LineSet removed;
};

/// What a commit does to the files that are asked about.
struct CarryLines {
  std::vector<ChangedLines> files;
  LineSet removed;  ///< From any of them: what is added elsewhere was only moved.
  Literal unknown_because;

  bool only_removes() const {
    return std::ranges::all_of(files, [](const ChangedLines& file) { return file.added.empty(); });
  }
};

class CarryJudge {
 public:
  CarryJudge(const MergeQuestion& question, SyncTools& tools, SyncMerge& merge)
      : question_(question),
        tools_(tools),
        merge_(merge),
        brought_(question.sides.brought),
        looking_{.commits = {},
                 .description = {},
                 .patches = question.question.patches,
                 .upstreams = question.question.upstreams,
                 .aliases = {},
                 .own = &brought_,
                 .stale_before = {}} {}

  Status Run() && {
    const std::vector<const Commit*> carries = PickCarries();
    files_ = TRY(ReadOwnFiles(question_.sides, tools_.contents));
    if (files_.empty()) {
      merge_.kept = carries.size();
      return Ok{};
    }
    for (auto& [path, file] : files_) {
      for (const uint64_t key : file.lost) files_by_line_.try_emplace(key, &file);
    }
    for (const Commit* commit : carries) {
      Carry carry = TRY(Judge(*commit));
      if (carry.fate == CarryFate::kKept && carry.taken_unknown_because.view().empty()) {
        ++merge_.kept;
      } else {
        merge_.carries.push_back(std::move(carry));
      }
    }
    return Ok{};
  }

 private:
  std::vector<const Commit*> PickCarries() {
    std::vector<const Commit*> carries;
    for (const Commit& commit : question_.sides.own) {
      if (commit.parents.size() > 1 || IsUpstreams(question_.question, commit.id)) continue;
      if (IsToBeMadeAnew(commit)) continue;
      if (carries.size() < kMaxCarries) {
        carries.push_back(&commit);
      } else {
        ++merge_.unjudged;
      }
    }
    return carries;
  }

  Result<Carry> Judge(const Commit& commit) {
    Carry carry;
    carry.commit = commit.id;
    carry.subject = commit.subject;
    const Result<std::vector<CommitPath>> paths = question_.question.source.PathsOf(commit.id);
    if (!paths.ok()) {
      if (paths.error().code != Errc::kContent) return paths.error();
      return Unknown(std::move(carry), "beyond-bounds");
    }
    if (!Concerns(paths.value())) return carry;
    const CarryLines lines = TRY(ReadLines(paths.value()));
    if (!lines.unknown_because.view().empty()) {
      return Unknown(std::move(carry), lines.unknown_because);
    }
    TakeLost(lines, carry);
    carry.picked = SaysPicked(commit);
    if (!carry.picked && IsAlive(lines)) TRY(LookWhetherTaken(paths.value().size(), carry));
    if (carry.picked || carry.taken) {
      carry.fate = CarryFate::kTaken;
      carry.lost.clear();
      return carry;
    }
    if (!carry.lost.empty()) {
      carry.fate = CarryFate::kLost;
      carry.explained = IsExplained(carry);
      return carry;
    }
    return Unknown(std::move(carry), WhyNotRead(paths.value()));
  }

  static Carry Unknown(Carry carry, Literal because) {
    carry.unknown_because = because;
    if (!because.view().empty()) carry.fate = CarryFate::kUnknown;
    return carry;
  }

  /// Whether its lines may be in a file where something happened: there, or in one that the own
  /// side has moved since.
  bool IsAskedAbout(const Untrusted& path) const {
    return files_.contains(path.bytes()) || (!files_by_line_.empty() && IsGone(path));
  }

  bool Concerns(const std::vector<CommitPath>& paths) const {
    return std::ranges::any_of(paths,
                               [this](const CommitPath& path) { return IsAskedAbout(path.path); });
  }

  Result<CarryLines> ReadLines(const std::vector<CommitPath>& paths) {
    CarryLines lines;
    for (const CommitPath& path : paths) {
      // What was removed here may be what was added there.
      const bool moved = path.after.IsZero() && !files_by_line_.empty();
      if (IsMadeByTools(path.path) || !(moved || IsAskedAbout(path.path))) continue;
      const SyncContents::Text before = TRY(tools_.contents.Read(path.before));
      const SyncContents::Text after = TRY(tools_.contents.Read(path.after));
      for (const SyncContents::Text* text : {&before, &after}) {
        if (!text->bytes) lines.unknown_because = text->unknown_because;
      }
      if (!before.bytes || !after.bytes) continue;
      const auto old_lines = tools_.contents.LinesOf(path.before, before);
      const auto new_lines = tools_.contents.LinesOf(path.after, after);
      ChangedLines file{.path = path.path,
                        .before = before.bytes,
                        .after = after.bytes,
                        .added = Without(*new_lines, *old_lines),
                        .removed = Without(*old_lines, *new_lines)};
      lines.removed.insert(lines.removed.end(), file.removed.begin(), file.removed.end());
      lines.files.push_back(std::move(file));
    }
    std::ranges::sort(lines.removed);
    return lines;
  }

  /// At no side of the merge, or the same on all.
  bool IsGone(const Untrusted& path) const {
    return !std::ranges::binary_search(question_.sides.paths, path, {}, &MergePath::path);
  }

  Literal WhyNotRead(const std::vector<CommitPath>& paths) const {
    for (const CommitPath& path : paths) {
      const auto file = files_.find(path.path.bytes());
      if (file != files_.end() && !file->second.unknown_because.view().empty()) {
        return file->second.unknown_because;
      }
    }
    return {};
  }

  /// The file that a line was lost from: its own, else, when that was moved, any that had the line.
  OwnFile* FileThatLost(const Untrusted& path, uint64_t key) {
    const auto same = files_.find(path.bytes());
    const bool there = same != files_.end() && !same->second.path->own.IsZero();
    if (there) return &same->second;
    const auto other = files_by_line_.find(key);
    const bool moved = same != files_.end() || IsGone(path);
    return moved && other != files_by_line_.end() ? other->second : nullptr;
  }

  /// What is named for this commit is not named for older ones that had the same line.
  void TakeLost(const CarryLines& lines, Carry& carry) {
    std::map<std::string, Residual> lost;
    size_t shown = 0;
    const bool removes = lines.only_removes();
    for (const ChangedLines& changed : lines.files) {
      for (const std::string_view line : SplitText(removes ? *changed.before : *changed.after)) {
        const uint64_t key = KeyOf(line);
        const OwnFile* file = removes ? TakeBack(changed, key) : Take(lines.removed, changed, key);
        if (file == nullptr) continue;
        Residual& residual = lost[file->path->path.bytes()];
        residual.path = file->path->path;
        ++residual.missing;
        if (++shown <= kMaxResidualLines) Show(removes ? "--" : "-+", line, residual);
      }
    }
    for (auto& [path, residual] : lost) carry.lost.push_back(std::move(residual));
  }

  static void Show(std::string signs, std::string_view line, Residual& residual) {
    residual.lines.emplace_back(signs.append(line.substr(0, kMaxResidualLineBytes)));
  }

  /// The file that a line was lost from, when it was not only moved.
  const OwnFile* Take(const LineSet& removed, const ChangedLines& changed, uint64_t key) {
    if (!Has(changed.added, key) || Has(removed, key)) return nullptr;
    OwnFile* file = FileThatLost(changed.path, key);
    return file != nullptr && file->lost.erase(key) > 0 ? file : nullptr;
  }

  const OwnFile* TakeBack(const ChangedLines& changed, uint64_t key) {
    if (!Has(changed.removed, key)) return nullptr;
    const auto file = files_.find(changed.path.bytes());
    return file != files_.end() && file->second.back.erase(key) > 0 ? &file->second : nullptr;
  }

  /// Whether anything of it still was there before the merge.
  bool IsAlive(const CarryLines& lines) const {
    return lines.only_removes() ||
           std::ranges::any_of(lines.files, [this](const ChangedLines& changed) {
             const auto file = files_.find(changed.path.bytes());
             return file != files_.end() && !Common(file->second.alive, changed.added).empty();
           });
  }

  bool SaysPicked(const Commit& commit) const {
    const TargetFinder finder(looking_);
    return std::ranges::any_of(
        headwater::ParseClaims(commit.message.bytes()), [&](const Claim& claim) {
          if (!ClaimsContent(claim.kind) || !NamesTarget(claim)) return false;
          const FoundTargets found = finder.Find(claim);
          return found.upstream && std::ranges::any_of(found.commits, [&](const CommitId& target) {
                   return brought_.IsBrought(target);
                 });
        });
  }

  Status LookWhetherTaken(size_t paths, Carry& carry) {
    if (paths > kMaxCarryPaths) {
      carry.taken_unknown_because = "beyond-bounds";
      return Ok{};
    }
    CommitProvenance found;
    TRY(LookUpstream(looking_, carry.commit, tools_.patches, found));
    carry.taken = std::move(found.already);
    carry.taken_unknown_because = found.already_unknown_because;
    return Ok{};
  }

  bool IsExplained(const Carry& carry) const {
    const SyncQuestion& question = question_.question;
    if (SaysDropped(question.description.bytes(), Markup::kMarkdown, carry.commit) ||
        SaysDropped(question_.commit.message.bytes(), Markup::kPlain, carry.commit)) {
      return true;
    }
    return std::ranges::all_of(carry.lost, [this](const Residual& residual) {
      return tools_.explanations.About(residual) != Explanations::Answer::kNo;
    });
  }

  const MergeQuestion& question_;
  SyncTools& tools_;
  SyncMerge& merge_;
  BroughtOnly brought_;
  ProvenanceQuestion looking_;
  OwnFiles files_;
  std::map<uint64_t, OwnFile*> files_by_line_;  ///< Of lost lines.
};

}  // namespace

Status JudgeCarries(const MergeQuestion& question, SyncTools& tools, SyncMerge& merge) {
  return CarryJudge(question, tools, merge).Run();
}

}  // namespace headwater::upstream
