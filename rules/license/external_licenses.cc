// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/external_licenses.h"

#include <algorithm>
#include <utility>

#include "rules/license/dep5.h"
#include "rules/license/reuse_toml.h"

namespace headwater::license {
namespace {

constexpr std::string_view kTomlName = "REUSE.toml";

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

void AddUnreadable(const Message& why, bool may_override, ExternalInfo& info) {
  if (info.unchecked && (info.may_override || !may_override)) return;
  info.unchecked = why;
  info.may_override = may_override;
}

// Adds one table; nearer ones come later. True when nothing nearer to the file counts any more.
bool AddTable(const Annotation& annotation, const std::string& source, ExternalInfo& info) {
  if (annotation.precedence != Precedence::kClosest) {
    info.always.push_back(&annotation);
  } else {
    if (!annotation.copyrights.empty()) info.closest_copyright = &annotation;
    if (!annotation.licenses.empty()) info.closest_license = &annotation;
  }
  if (annotation.precedence != Precedence::kOverride) return false;
  // What tables with `closest` nearer to the root said is ignored beside an override.
  info.closest_copyright = nullptr;
  info.closest_license = nullptr;
  info.overridden_by = source;
  return true;
}

bool IsToml(const FileEntry& file) {
  const std::string_view path = file.path.bytes();
  return IsFile(file.mode) && path.ends_with(kTomlName) &&
         (path.size() == kTomlName.size() || path[path.size() - kTomlName.size() - 1] == '/');
}

}  // namespace

ExternalLicenses::ExternalLicenses(GitView& view) : view_(view) {
  const auto files = view.Files();
  any_toml_ = std::any_of(files.begin(), files.end(), IsToml);
  const FileEntry* dep5 = FindFile(files, kDep5Path);
  if (dep5 != nullptr && IsFile(dep5->mode)) dep5_file_ = dep5;
}

Result<ExternalInfo> ExternalLicenses::Of(std::string_view path) {
  ExternalInfo info;
  if (any_toml_) TRY(AddTomls(path, info));
  if (dep5_file_ == nullptr) return info;
  TRY(AddDep5(path, info));
  // REUSE 3.3: the two must not be used together, so neither is sure to count.
  if (HasRootToml(view_) && (!info.always.empty() || info.closest_license != nullptr)) {
    AddUnreadable(
        NotReadable(std::string(kDep5Path), "REUSE.toml and .reuse/dep5 must not be used together"),
        /*may_override=*/false, info);
  }
  return info;
}

Status ExternalLicenses::AddTomls(std::string_view path, ExternalInfo& info) {
  size_t begin = 0;
  for (bool more = true; more;) {
    const Source* source = TRY(SourceIn(path.substr(0, begin)));
    if (source != nullptr && source->problem) {
      AddUnreadable(*source->problem, source->may_override, info);
    } else if (source != nullptr) {
      const Annotation* annotation = source->annotations.LastMatch(path.substr(begin));
      if (source->annotations.exhausted()) {
        AddUnreadable(NotReadable(source->path, "matching its paths takes too long"),
                      /*may_override=*/true, info);
      }
      if (annotation != nullptr && AddTable(*annotation, source->path, info)) break;
    }
    const size_t slash = path.find('/', begin);
    more = slash != std::string_view::npos;
    begin = slash + 1;
  }
  return Ok{};
}

Result<const ExternalLicenses::Source*> ExternalLicenses::SourceIn(std::string_view folder) {
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
  std::optional<Source> source = Source();
  source->path = path;
  source->problem = WhyNotThere(path, blob);
  source->may_override = source->problem.has_value();
  if (source->problem) return source;
  auto annotations = ParseReuseToml(blob.bytes, path);
  if (annotations.ok()) {
    source->annotations = std::move(annotations).value();
  } else {
    source->problem = NotReadable(path, annotations.error().message);
    source->may_override = blob.bytes.find("override") != std::string::npos;
  }
  return source;
}

Status ExternalLicenses::AddDep5(std::string_view path, ExternalInfo& info) {
  if (!dep5_) TRY(ReadDep5());
  if (dep5_->problem) {
    AddUnreadable(*dep5_->problem, /*may_override=*/false, info);
    return Ok{};
  }
  const Annotation* paragraph = dep5_->annotations.LastMatch(path);
  if (dep5_->annotations.exhausted()) {
    AddUnreadable(NotReadable(dep5_->path, "matching its paths takes too long"),
                  /*may_override=*/false, info);
  }
  if (paragraph != nullptr) info.always.push_back(paragraph);
  return Ok{};
}

Status ExternalLicenses::ReadDep5() {
  const BlobAnswer blob = TRY(view_.Read(*dep5_file_));
  dep5_ = Source();
  dep5_->path = kDep5Path;
  dep5_->problem = WhyNotThere(dep5_->path, blob);
  if (!dep5_->problem) dep5_->annotations = ParseDep5(blob.bytes);
  return Ok{};
}

bool HasRootToml(const GitView& view) {
  const FileEntry* file = FindFile(view.Files(), kTomlName);
  return file != nullptr && IsFile(file->mode);
}

}  // namespace headwater::license
