// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/project_statements.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <variant>

#include "headwater/publiccode.h"
#include "headwater/rule.h"
#include "headwater/spdx_licenses.h"
#include "rules/common/package_license.h"
#include "rules/common/source_text.h"
#include "rules/license/comment_styles.h"
#include "rules/license/license_meaning.h"
#include "rules/license/recognise.h"

namespace headwater::license {
namespace {

using Kind = ProjectStatement::Kind;
using State = RootText::State;

constexpr std::string_view kPubliccodeFile = "publiccode.yml";
constexpr std::string_view kTextsFolder = "LICENSES/";
constexpr std::string_view kTextEnding = ".txt";
constexpr std::array<std::string_view, 4> kLicenseNames = {"license", "licence", "copying",
                                                           "unlicense"};

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

bool IsInRoot(std::string_view path) { return path.find('/') == std::string_view::npos; }

/// Whether one is the other's name without its version.
bool IsNameOf(const std::string& name, const std::string& family) {
  return FindSpdxLicense(name) == nullptr && Lower(family).starts_with(Lower(name) + "-");
}

/// What is only a name means what the others have of that name.
std::set<std::string> Meant(const std::set<std::string>& families,
                            const std::set<std::string>& others) {
  std::set<std::string> meant;
  for (const std::string& family : families) {
    const size_t before = meant.size();
    for (const std::string& other : others) {
      if (IsNameOf(family, other)) meant.insert(other);
    }
    if (meant.size() == before) meant.insert(family);
  }
  return meant;
}

/// Whether somebody can read it who does not know the project.
bool IsOfTheList(const ProjectStatement& statement) {
  return std::all_of(
      statement.readings.begin(), statement.readings.end(), [](const SpdxExpression& reading) {
        const auto problems = CheckSpdxIds(reading.ToString());
        return std::none_of(problems.begin(), problems.end(), [](const SpdxIdProblem& problem) {
          return problem.kind == SpdxIdProblem::Kind::kUnknown;
        });
      });
}

/// The LGPL 3.0 is written as an addition to the GPL 3.0: both texts are there for one licence.
bool IsLgplBesideGpl(const ProjectStatement& lgpl, const ProjectStatement& gpl) {
  return lgpl.Families() == std::set<std::string>{"LGPL-3.0"} &&
         gpl.Families() == std::set<std::string>{"GPL-3.0"};
}

/// Reads the root's files that speak for the project.
class Reader {
 public:
  explicit Reader(GitView& view) : view_(view) {}

  Result<ProjectStatements> Run() && {
    for (const FileEntry& file : view_.Files()) {
      const std::string_view path = file.path.bytes();
      if (!SpeaksForProject(path)) continue;
      if (IsRootLicenseName(path)) {
        TRY(ReadText(file));
      } else if (path == kPubliccodeFile) {
        TRY(ReadPubliccodeOf(file));
      } else {
        TRY(ReadPackage(file));
      }
    }
    AddLicensesFolder();
    std::stable_sort(out_.statements.begin(), out_.statements.end(),
                     [](const auto& a, const auto& b) { return a.kind < b.kind; });
    return std::move(out_);
  }

 private:
  /// The file's bytes, or nothing and a line in `unchecked`.
  Result<std::optional<std::string>> Content(const FileEntry& file) {
    if (!IsFile(file.mode)) return std::optional<std::string>();
    BlobAnswer blob = TRY(view_.Read(file));
    auto why = WhyNotRead(file, blob);
    if (!why) return std::optional(std::move(blob.bytes));
    out_.unchecked.push_back({.path = file.path, .why = std::move(*why)});
    return std::optional<std::string>();
  }

  Status ReadText(const FileEntry& file) {
    RootText text{file.path, State::kNoFile};
    auto bytes = TRY(Content(file));
    if (IsFile(file.mode)) text.state = State::kNotRead;
    if (bytes) text.state = Recognise(std::move(*bytes), text);
    out_.texts.push_back(std::move(text));
    return Ok{};
  }

  State Recognise(std::string bytes, RootText& root) {
    const SourceText text = DecodeSource(std::move(bytes));
    if (text.text.find_first_not_of(" \t\r\n") == std::string::npos) return State::kEmpty;
    const RecognisedText found = RecogniseLicenseText(text.text);
    root.is_exact = found.match == RecognisedText::Match::kExact;
    root.is_restricted = found.restriction != Restriction::kNone || found.conditions_changed;
    if (found.match == RecognisedText::Match::kNone || found.ids.empty()) {
      return State::kNotRecognised;
    }
    ProjectStatement statement{Kind::kText, root.path, 0, {}};
    for (const std::string& id : found.ids) {
      auto parsed = ParseSpdxExpression(id);
      const auto* expression = std::get_if<SpdxExpression>(&parsed);
      if (expression != nullptr) statement.readings.push_back(Canonical(*expression));
    }
    out_.statements.push_back(std::move(statement));
    return State::kRecognised;
  }

  Status ReadPubliccodeOf(const FileEntry& file) {
    const auto bytes = TRY(Content(file));
    if (!bytes) return Ok{};
    const auto publiccode = ReadPubliccode(*bytes);
    if (!publiccode.ok()) {
      AddUnreadable(file, publiccode.error());
    } else if (publiccode.value().license) {
      AddExpression(Kind::kPubliccode, file, publiccode.value().license->bytes(), 0);
    }
    return Ok{};
  }

  Status ReadPackage(const FileEntry& file) {
    const auto bytes = TRY(Content(file));
    if (!bytes) return Ok{};
    const auto licenses = ReadPackageLicenses(file.path.bytes(), *bytes);
    if (!licenses.ok()) {
      AddUnreadable(file, licenses.error());
      return Ok{};
    }
    for (const PackageLicense& license : licenses.value()) {
      AddExpression(Kind::kPackage, file, license.text, license.line);
    }
    return Ok{};
  }

  /// Where the root has no text, the names of those in LICENSES/ count, as REUSE has them.
  void AddLicensesFolder() {
    const bool named = out_.HasRecognisedText();
    for (const FileEntry& file : view_.Files()) {
      std::string_view name = file.path.bytes();
      if (!name.starts_with(kTextsFolder) || !IsFile(file.mode)) continue;
      name.remove_prefix(kTextsFolder.size());
      name = name.substr(0, name.ends_with(kTextEnding) ? name.size() - kTextEnding.size() : 0);
      const auto parsed = ParseSpdxExpression(name);
      const auto* license = std::get_if<SpdxExpression>(&parsed);
      if (license == nullptr || FindSpdxException(name) != nullptr) continue;
      out_.has_licenses_folder = true;
      if (!named) out_.statements.push_back({Kind::kFolder, file.path, 0, {Canonical(*license)}});
    }
  }

  void AddUnreadable(const FileEntry& file, const Error& error) {
    out_.unchecked.push_back(
        {.path = file.path,
         .why = {std::string(kMetadataUnreadable.key.view()),
                 {{"path", file.path}, {"problem", Untrusted(error.message)}}}});
  }

  /// Several licences of one package are alternatives, as Composer, RubyGems and Maven say.
  void AddExpression(Kind kind, const FileEntry& file, std::string_view text, uint32_t line) {
    auto expression = Understand(text);
    if (!expression) return;
    auto& all = out_.statements;
    if (kind == Kind::kPackage && !all.empty() && all.back().path == file.path) {
      SpdxExpression either;
      either.kind = SpdxExpression::Kind::kOr;
      either.operands = {std::move(all.back().readings.front()), std::move(*expression)};
      all.back().readings = {Canonical(either)};
      return;
    }
    all.push_back({kind, file.path, line, {std::move(*expression)}});
  }

  GitView& view_;
  ProjectStatements out_;
};

}  // namespace

std::string ProjectStatement::Shown() const {
  std::string shown;
  for (const SpdxExpression& reading : readings) {
    if (!shown.empty()) shown += " / ";
    shown += reading.ToString();
  }
  return shown;
}

std::set<std::string> ProjectStatement::Families() const {
  std::set<std::string> families;
  for (const SpdxExpression& reading : readings) families.merge(FamiliesOf(reading));
  return families;
}

bool ProjectStatements::HasRecognisedText() const {
  return std::any_of(texts.begin(), texts.end(),
                     [](const RootText& text) { return text.state == State::kRecognised; });
}

std::vector<SpdxExpression> ProjectStatements::License() const {
  for (const Kind kind : {Kind::kPubliccode, Kind::kPackage, Kind::kText, Kind::kFolder}) {
    const ProjectStatement* only = nullptr;
    bool agree = true;
    for (const ProjectStatement& statement : statements) {
      if (statement.kind != kind || !IsOfTheList(statement)) continue;
      if (only == nullptr || IsLgplBesideGpl(statement, *only)) {
        only = &statement;
      } else if (statement.Shown() != only->Shown() && !IsLgplBesideGpl(*only, statement)) {
        agree = false;
      }
    }
    if (only != nullptr && agree) return only->readings;
  }
  return {};
}

bool IsRootLicenseName(std::string_view path) {
  if (!IsInRoot(path) || path.ends_with(".license")) return false;
  const std::string name = Lower(path);
  const bool named =
      std::any_of(kLicenseNames.begin(), kLicenseNames.end(), [&](std::string_view license) {
        constexpr std::string_view kJoints = ".-_";
        return name.starts_with(license) &&
               (name.size() == license.size() ||
                kJoints.find(name[license.size()]) != std::string_view::npos);
      });
  if (!named) return false;
  const auto kind = FileKindOf(path);
  return !kind || !kind->source;
}

bool SpeaksForProject(std::string_view path) {
  return IsInRoot(path) &&
         (IsRootLicenseName(path) || path == kPubliccodeFile || MayNamePackageLicense(path));
}

Result<ProjectStatements> ReadProjectStatements(GitView& view) { return Reader(view).Run(); }

bool Contradict(const std::set<std::string>& a, const std::set<std::string>& b) {
  const std::set<std::string> in_a = Meant(a, b);
  const std::set<std::string> in_b = Meant(b, a);
  return !std::includes(in_a.begin(), in_a.end(), in_b.begin(), in_b.end()) &&
         !std::includes(in_b.begin(), in_b.end(), in_a.begin(), in_a.end());
}

}  // namespace headwater::license
