// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/external_licenses.h"

#include <algorithm>
#include <utility>

namespace headwater::license {
namespace {

constexpr std::string_view kTomlName = "REUSE.toml";
constexpr std::string_view kDep5Path = ".reuse/dep5";

Message NotReadable(const std::string& source, std::string problem) {
  return {"reuse-unreadable",
          {{"source", Untrusted(source)}, {"problem", Untrusted(std::move(problem))}}};
}

// Why the bytes of a file that licences depend on are not there; nothing when they are.
std::optional<Message> WhyNotThere(const std::string& source, const BlobAnswer& blob) {
  switch (blob.state) {
    case BlobState::kPresent:
      return std::nullopt;
    case BlobState::kMissing:
      return NotReadable(source, "the repository does not contain it yet");
    case BlobState::kTooLarge:
      return NotReadable(source, std::to_string(blob.size) + " bytes are too many");
  }
  return std::nullopt;
}

ExternalLicense Unknown(Message why, bool may_override) {
  ExternalLicense license;
  license.state = ExternalLicense::State::kUnknown;
  license.may_override = may_override;
  license.why = std::move(why);
  return license;
}

/// Puts together what the tables on the way from the root to a file say.
class TableSum {
 public:
  void AddUnreadable(const Message& why, bool may_override) {
    if (!unknown_ || (may_override && !unknown_->may_override)) {
      unknown_ = Unknown(why, may_override);
    }
  }

  /// True when nothing closer to the file counts any more.
  bool Add(const std::string& source, const Annotation& annotation) {
    const bool overrides = annotation.precedence == Precedence::kOverride;
    const bool readable = annotation.problem.empty();
    if (!readable) AddUnreadable(NotReadable(source, annotation.problem), overrides);
    const bool names = readable && annotation.names_license;
    named_ = named_ || names;
    aggregate_named_ =
        aggregate_named_ || (names && annotation.precedence == Precedence::kAggregate);
    if (!overrides) return false;
    // What tables with `closest` nearer to the root said is ignored beside an override.
    named_ = names || aggregate_named_;
    if (!named_) overridden_by_ = source;
    return true;
  }

  ExternalLicense Finish() && {
    const bool certain = !unknown_ || !unknown_->may_override;
    ExternalLicense license;
    if (named_ && certain) {
      license.state = ExternalLicense::State::kNamed;
    } else if (unknown_) {
      license = std::move(*unknown_);
    } else if (!overridden_by_.empty()) {
      license.state = ExternalLicense::State::kOverridden;
      license.source = overridden_by_;
    }
    return license;
  }

 private:
  bool named_ = false;
  bool aggregate_named_ = false;
  std::string overridden_by_;
  std::optional<ExternalLicense> unknown_;
};

}  // namespace

ExternalLicenses::ExternalLicenses(GitView& view) : view_(view) {
  const auto files = view.Files();
  any_toml_ = std::any_of(files.begin(), files.end(), [](const FileEntry& file) {
    return IsFile(file.mode) && file.path.bytes().ends_with(kTomlName);
  });
  const FileEntry* dep5 = FindFile(files, kDep5Path);
  if (dep5 != nullptr && IsFile(dep5->mode)) dep5_file_ = dep5;
}

Result<ExternalLicense> ExternalLicenses::Of(std::string_view path) {
  ExternalLicense license;
  if (any_toml_) license = TRY(FromTomls(path));
  const bool silent = license.state == ExternalLicense::State::kSilent;
  if (silent && dep5_file_ != nullptr) return FromDep5(path);
  return license;
}

Result<ExternalLicense> ExternalLicenses::FromTomls(std::string_view path) {
  TableSum sum;
  size_t begin = 0;
  bool closest_reached = false;
  while (!closest_reached) {
    const std::string_view folder = path.substr(0, begin);
    const Source* source = TRY(TomlIn(folder));
    if (source != nullptr && source->problem) {
      sum.AddUnreadable(*source->problem, source->may_override);
    } else if (source != nullptr) {
      const Annotation* annotation = source->toml.LastMatch(path.substr(begin));
      if (annotation != nullptr && sum.Add(source->path, *annotation)) break;
    }
    const size_t slash = path.find('/', begin);
    closest_reached = slash == std::string_view::npos;
    begin = slash + 1;
  }
  return std::move(sum).Finish();
}

Result<const ExternalLicenses::Source*> ExternalLicenses::TomlIn(std::string_view folder) {
  auto known = tomls_.find(folder);
  if (known == tomls_.end()) {
    auto source = TRY(ReadToml(std::string(folder) + std::string(kTomlName)));
    known = tomls_.emplace(std::string(folder), std::move(source)).first;
  }
  return known->second ? &*known->second : nullptr;
}

Result<std::optional<ExternalLicenses::Source>> ExternalLicenses::ReadToml(
    const std::string& path) {
  const FileEntry* file = FindFile(view_.Files(), path);
  if (file == nullptr || !IsFile(file->mode)) return std::optional<Source>();
  BlobAnswer blob = TRY(view_.Read(*file));
  std::optional<Source> source(std::in_place);
  source->path = path;
  source->problem = WhyNotThere(path, blob);
  if (source->problem) {
    source->may_override = true;
    return source;
  }
  auto toml = ParseReuseToml(blob.bytes);
  if (toml.ok()) {
    source->toml = std::move(toml).value();
  } else {
    source->problem = NotReadable(path, toml.error().message);
    source->may_override = blob.bytes.find("override") != std::string::npos;
  }
  return source;
}

Result<ExternalLicense> ExternalLicenses::FromDep5(std::string_view path) {
  if (!dep5_ && !dep5_problem_) {
    const BlobAnswer blob = TRY(view_.Read(*dep5_file_));
    dep5_problem_ = WhyNotThere(std::string(kDep5Path), blob);
    if (!dep5_problem_) dep5_ = ParseDep5(blob.bytes);
  }
  if (dep5_problem_) return Unknown(*dep5_problem_, /*may_override=*/false);
  const Dep5::Paragraph* paragraph = dep5_->LastMatch(path);
  ExternalLicense license;
  if (paragraph == nullptr || !paragraph->names_license) return license;
  if (!paragraph->problem.empty()) {
    return Unknown(NotReadable(std::string(kDep5Path), paragraph->problem),
                   /*may_override=*/false);
  }
  license.state = ExternalLicense::State::kNamed;
  return license;
}

}  // namespace headwater::license
