// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <utility>

#include "headwater/licenses.h"
#include "rules/license/licensing.h"

namespace headwater {
namespace {

using license::Exclusion;
using license::FileLicensing;
using license::InfoSource;

Literal NameOf(Exclusion exclusion) {
  switch (exclusion) {
    case Exclusion::kSymlink:
      return "symlink";
    case Exclusion::kSubmodule:
      return "submodule";
    case Exclusion::kEmptyFile:
      return "empty";
    case Exclusion::kLicenseFile:
      return "license-file";
    case Exclusion::kLicensesFolder:
      return "licenses-folder";
    case Exclusion::kReuseToml:
      return "reuse-toml";
    case Exclusion::kReuseFolder:
      return "reuse-folder";
    case Exclusion::kSpdxDocument:
      return "spdx-document";
    case Exclusion::kSideCar:
      return "sidecar";
    case Exclusion::kOrphanSideCar:
      return "orphan-sidecar";
    case Exclusion::kMesonSubproject:
      return "meson-subproject";
  }
  return "";
}

Literal NameOf(InfoSource source) {
  switch (source) {
    case InfoSource::kHeader:
      return "header";
    case InfoSource::kSideCar:
      return "sidecar";
    case InfoSource::kReuseToml:
      return "REUSE.toml";
    case InfoSource::kDep5:
      return "dep5";
  }
  return "";
}

/// What Licensing's messages are called here; all others are of the engine: the content is missing.
Literal KindOf(const Message& message) {
  if (message.key == "lfs") return "lfs";
  if (message.key == "reuse-unreadable") return "reuse-unreadable";
  if (message.key == "too-many-tags") return "too-many-tags";
  return message.key == "too-large" ? Literal("too-large") : Literal("content-missing");
}

template <typename T>
void AddOnce(T value, std::vector<T>& values) {
  const bool known = std::find(values.begin(), values.end(), value) != values.end();
  if (!known) values.push_back(std::move(value));
}

/// Fills in one record.
class RecordBuilder {
 public:
  explicit RecordBuilder(const FileEntry& file) { record_.file = &file; }

  FileLicenseRecord Build(const FileLicensing& known) && {
    if (known.excluded) {
      record_.excluded_because = NameOf(*known.excluded);
      return std::move(record_);
    }
    AddNotices(known.copyrights, record_.copyrights, /*is_source=*/true);
    AddLicenses(known.licenses, record_.licenses, /*is_source=*/true);
    for (const license::Snippet& snippet : known.snippets) AddSnippet(snippet);
    if (known.unchecked) AddUnchecked(*known.unchecked);
    return std::move(record_);
  }

 private:
  void AddNotices(const std::vector<license::CopyrightNotice>& from, std::vector<Untrusted>& to,
                  bool is_source) {
    for (const license::CopyrightNotice& notice : from) {
      if (is_source) AddOnce(NameOf(notice.place.source), record_.sources);
      AddOnce(Untrusted(notice.text), to);
    }
  }

  void AddLicenses(const std::vector<license::LicenseStatement>& from,
                   std::vector<LicenseRecord>& to, bool is_source) {
    for (const license::LicenseStatement& license : from) {
      if (is_source) AddOnce(NameOf(license.place.source), record_.sources);
      if (!license.expression) {
        AddProblem("expression", license.place.path, license.place.line, license.text);
        continue;
      }
      LicenseRecord record{Untrusted(license.expression->ToString()), *license.expression};
      const bool known = std::any_of(to.begin(), to.end(), [&record](const LicenseRecord& other) {
        return other.text == record.text;
      });
      if (!known) to.push_back(std::move(record));
    }
  }

  void AddSnippet(const license::Snippet& snippet) {
    SnippetRecord record;
    record.lines = snippet.lines;
    AddNotices(snippet.copyrights, record.copyrights, /*is_source=*/false);
    AddLicenses(snippet.licenses, record.licenses, /*is_source=*/false);
    record_.snippets.push_back(std::move(record));
    if (snippet.closed) return;
    AddProblem("snippet-unclosed", record_.file->path.bytes(), snippet.lines.first, "");
  }

  void AddUnchecked(const Message& message) {
    std::string path = record_.file->path.bytes();
    std::string detail;
    for (const auto& [name, value] : message.args) {
      if (name == "source") path = value.bytes();
      if (name == "problem" || name == "size") detail = value.bytes();
    }
    AddProblem(KindOf(message), path, 0, detail);
    record_.problems.back().unread = true;
  }

  void AddProblem(Literal kind, const std::string& path, uint32_t line, const std::string& detail) {
    record_.problems.push_back(
        {.kind = kind, .path = Untrusted(path), .line = line, .detail = Untrusted(detail)});
  }

  FileLicenseRecord record_;
};

}  // namespace

bool FileLicenseRecord::unread() const {
  return std::any_of(problems.begin(), problems.end(),
                     [](const LicenseProblem& problem) { return problem.unread; });
}

Status ListLicenses(GitView& view, const std::function<Status(const FileLicenseRecord&)>& take) {
  license::Licensing licensing(view, license::Licensing::Keep::kNothing);
  for (const FileEntry& file : view.Files()) {
    const auto known = TRY(licensing.Of(file));
    TRY(take(RecordBuilder(file).Build(*known)));
  }
  return Ok{};
}

}  // namespace headwater
