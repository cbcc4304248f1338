// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headwater/glob.h"
#include "headwater/rule.h"
#include "rules/project/family.h"

namespace headwater::project {
namespace {

// Platforms show what they find under these names whatever the case and the ending: GitLab and
// GitHub take README, README.md, readme.rst. The licence may lie in LICENSES/ as REUSE has it.
constexpr OptionInfo kRequired = {
    .name = "required",
    .type = OptionType::kGlobs,
    .stricter = Stricter::kSuperset,
    .doc =
        "Files that the project has to have, as globs from the root; `|` stands between names of "
        "which one is enough. Case does not matter.",
    .default_value =
        "[README|README.*, LICENSE|LICENSE.*|LICENSE-*|LICENCE|LICENCE.*|COPYING|COPYING.*|"
        "LICENSES/*]"};
constexpr OptionInfo kRecommended = {
    .name = "recommended",
    .type = OptionType::kGlobs,
    .stricter = Stricter::kSuperset,
    .doc = "The same for files that are recommended: they are shown, and hold nothing.",
    .default_value =
        "[SECURITY|SECURITY.*|docs/SECURITY.*|.gitlab/SECURITY.*|.github/SECURITY.*, "
        "CONTRIBUTING|CONTRIBUTING.*|docs/CONTRIBUTING.*|.gitlab/CONTRIBUTING.*|"
        ".github/CONTRIBUTING.*]"};

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

/// One of an option's entries: names of which one is enough.
struct Wanted {
  std::string shown;  ///< The first name, as people would call the file.
  GlobSet names;      ///< In small letters.
};

std::vector<std::string> NamesIn(std::string_view entry) {
  std::vector<std::string> names;
  for (std::string rest = Lower(entry); !rest.empty();) {
    const size_t bar = rest.find('|');
    if (bar != 0) names.push_back(rest.substr(0, bar));
    rest.erase(0, bar == std::string::npos ? bar : bar + 1);
  }
  return names;
}

Result<Wanted> WantedFrom(std::string_view entry) {
  Wanted wanted{.shown = std::string(entry.substr(0, entry.find('|'))), .names = {}};
  wanted.names = TRY(GlobSet::Make(NamesIn(entry)));
  return wanted;
}

bool IsBlank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos;
}

/// Whether a tree has a file, and what there is instead.
struct Seen {
  enum class State { kThere, kAbsent, kEmpty, kNoFile, kNotRead };
  State state = State::kAbsent;
  const FileEntry* entry = nullptr;
  Message why = {};  ///< kNotRead.
};

Result<Seen> SeeFile(GitView& view, const FileEntry& file) {
  if (!IsFile(file.mode)) return Seen{.state = Seen::State::kNoFile, .entry = &file};
  const BlobAnswer blob = TRY(view.Read(file));
  // What is too large to be read is not empty.
  if (blob.state == BlobState::kMissing) {
    return Seen{.state = Seen::State::kNotRead,
                .entry = &file,
                .why = WhyNotRead(file, blob).value_or(Message{})};
  }
  const bool is_empty = blob.state == BlobState::kPresent && IsBlank(blob.bytes);
  return Seen{.state = is_empty ? Seen::State::kEmpty : Seen::State::kThere, .entry = &file};
}

/// In how many folders what a glob describes may lie.
size_t DepthOf(std::string_view glob) {
  const bool is_any = glob.ends_with('/') || glob.find("**") != std::string_view::npos;
  return is_any ? std::string::npos
                : static_cast<size_t>(std::count(glob.begin(), glob.end(), '/'));
}

/// What is asked for lies mostly at the root, and most files do not: those are not looked at.
size_t DeepestOf(const Options& options) {
  size_t deepest = 0;
  for (const OptionInfo* option : {&kRequired, &kRecommended}) {
    for (const std::string& entry : options.Globs(option->name.view())) {
      for (const std::string& name : NamesIn(entry)) deepest = std::max(deepest, DepthOf(name));
    }
  }
  return deepest;
}

/// A tree's files by their names in small letters, which are made once.
class Tree {
 public:
  Tree(GitView& view, size_t deepest) : view_(view) {
    for (const FileEntry& file : view.Files()) {
      const std::string_view path = file.path.bytes();
      const auto depth = static_cast<size_t>(std::count(path.begin(), path.end(), '/'));
      if (depth <= deepest) names_.emplace_back(&file, Lower(path));
    }
  }

  /// The first that is there counts, else the first that has the name.
  Result<Seen> Find(const GlobSet& names) const {
    Seen seen;
    for (const auto& [file, name] : names_) {
      if (!names.Matches(name)) continue;
      Seen one = TRY(SeeFile(view_, *file));
      const bool is_there = one.state == Seen::State::kThere;
      if (is_there || seen.entry == nullptr) seen = std::move(one);
      if (is_there) break;
    }
    return seen;
  }

 private:
  GitView& view_;
  std::vector<std::pair<const FileEntry*, std::string>> names_;
};

class RequiredCheck {
 public:
  explicit RequiredCheck(const RuleContext& context)
      : context_(context),
        deepest_(DeepestOf(context.options)),
        by_change_(context),
        by_project_(context) {}

  /// What the change took away is the change's; only where it took nothing the project is asked.
  Result<RuleAnswer> Run() && {
    if (context_.view.Files().empty()) return std::move(by_project_).Finish({"no-files", {}});
    const Tree tree(context_.view, deepest_);
    for (const OptionInfo* option : {&kRequired, &kRecommended}) {
      for (const std::string& entry : context_.options.Globs(option->name.view())) {
        TRY(Judge(tree, entry, /*is_advisory=*/option == &kRecommended));
      }
    }
    AnswerBuilder& counts = has_removed_ ? by_change_ : by_project_;
    RuleAnswer answer = std::move(counts).Finish({"nothing-asked", {}});
    if (has_removed_) answer.subject = Subject::kChange;
    return answer;
  }

 private:
  Status Judge(const Tree& tree, std::string_view entry, bool is_advisory) {
    const Wanted wanted = TRY(WantedFrom(entry));
    const Seen seen = TRY(tree.Find(wanted.names));
    const bool is_removed = TRY(IsRemoved(wanted, seen));
    has_removed_ = has_removed_ || is_removed;
    if (is_removed) Tell(wanted, seen, is_advisory, by_change_);
    Tell(wanted, seen, is_advisory, by_project_);
    return Ok{};
  }

  static void Tell(const Wanted& wanted, const Seen& seen, bool is_advisory,
                   AnswerBuilder& answer) {
    using State = Seen::State;
    answer.CountJudged();
    if (seen.state == State::kThere) return;
    if (seen.state == State::kNotRead) {
      answer.AddUnchecked({.path = seen.entry->path, .why = seen.why, .advisory = is_advisory});
      return;
    }
    Finding finding;
    finding.evidence = Untrusted(wanted.shown);
    finding.advisory = is_advisory;
    if (seen.state == State::kAbsent) {
      finding.message = {is_advisory ? "recommended" : "missing",
                         {{"file", Untrusted(wanted.shown)}}};
    } else {
      finding.path = seen.entry->path;
      finding.message = {seen.state == State::kEmpty ? "empty" : "no-file",
                         {{"path", seen.entry->path}}};
    }
    answer.Add(std::move(finding));
  }

  /// Whether the file was there before, and the change touches one of its names.
  Result<bool> IsRemoved(const Wanted& wanted, const Seen& now) {
    const bool is_lacking = now.state != Seen::State::kThere && now.state != Seen::State::kNotRead;
    if (!is_lacking || context_.change.scope == ChangeScope::kAll) return false;
    const auto& files = context_.change.files;
    const bool is_touched = std::any_of(files.begin(), files.end(), [&](const ChangedFile& file) {
      return wanted.names.Matches(Lower(file.path.bytes()));
    });
    if (!is_touched) return false;
    GitView* before = TRY(context_.before());
    const Seen then = TRY(Tree(*before, deepest_).Find(wanted.names));
    return then.state == Seen::State::kThere || then.state == Seen::State::kNotRead;
  }

  const RuleContext& context_;
  size_t deepest_;
  AnswerBuilder by_change_;
  AnswerBuilder by_project_;
  bool has_removed_ = false;
};

Result<RuleAnswer> Check(const RuleContext& context) { return RequiredCheck(context).Run(); }

constexpr OptionInfo kOptions[] = {kRecommended, kRequired};

constexpr MessageText kMessages[] = {
    {"missing", {.en = "There is no file {file}.", .de = "Es gibt keine Datei {file}."}},
    {"recommended",
     {.en = "There is no file {file}; it is recommended.",
      .de = "Es gibt keine Datei {file}; empfohlen ist sie."}},
    {"empty", {.en = "{path} is empty.", .de = "{path} ist leer."}},
    {"no-file",
     {.en = "{path} is a link and no file: its content is not there when the link is not followed.",
      .de = "{path} ist ein Verweis und keine Datei: Wird ihm nicht gefolgt, fehlt der Inhalt."}},
    {"no-files", {.en = "The project has no files.", .de = "Das Projekt enthält keine Dateien."}},
    {"nothing-asked", {.en = "No file is asked for.", .de = "Es ist keine Datei verlangt."}},
};

constexpr Source kSources[] = {
    {"openCode guide, Aufnahme in das Softwareverzeichnis",
     "https://open-code.usercontent.opencode.de/hilfe/guide/softwareverzeichnis"},
    {"openCode badges, Security (SECURITY.md)", "https://badges.opencode.de/"},
    {"GitLab, Files with special meaning: README and index files",
     "https://docs.gitlab.com/user/project/repository/files/#readme-and-index-files"},
    {"Standard for Public Code, Welcome contributors (CONTRIBUTING)",
     "https://standard.publiccode.net/criteria/welcome-contributors.html"},
};

}  // namespace

constinit const RuleEntry kRequiredFiles = {
    {.id = "project/required-files",
     .subject = Subject::kProject,
     .severity = Severity::kWarning,
     .since = "0.1.0",
     .title = {.en = "A file that everybody looks for is missing",
               .de = "Eine Datei, die alle suchen, fehlt"},
     .why = {.en = "Whoever finds the project learns there at once what it is for, whether it may "
                   "be used, and how to report a gap or help.",
             .de = "Wer das Projekt findet, erfährt dort sofort, wozu es dient, ob es genutzt "
                   "werden darf und wie sich Lücken melden und Beiträge leisten lassen."},
     .fix = {.en =
                 "Create the file in the root, or restore it; GitLab offers templates for most of "
                 "them.",
             .de = "Die Datei im Wurzelverzeichnis anlegen oder wiederherstellen; für die meisten "
                   "bietet GitLab Vorlagen."},
     .sources = kSources,
     .options = kOptions,
     .messages = kMessages,
     .facts = {}},
    Check};

}  // namespace headwater::project
