// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/licensing.h"

#include <algorithm>
#include <cstring>
#include <unordered_map>
#include <utility>

#include "headwater/rule.h"
#include "rules/license/comment_styles.h"
#include "rules/license/external_licenses.h"
#include "rules/license/header_reader.h"
#include "rules/license/licensing_messages.h"
#include "rules/license/meson.h"

namespace headwater::license {
namespace {

constexpr std::string_view kSideCarEnding = ".license";

// So far git looks for a NUL byte before it calls a file binary (buffer_is_binary,
// xdiff-interface).
constexpr size_t kBinaryBytes = 8000;

// What is kept for the next rule: some 30 MB at most, for the files of any ordinary project. The
// others are read again.
constexpr size_t kMaxKept = 20'000;
constexpr size_t kMaxKeptStatements = 8;

bool IsSmall(const FileLicensing& file) {
  return file.copyrights.size() + file.licenses.size() + file.snippets.size() +
             file.ignored.size() + file.strings.size() <=
         kMaxKeptStatements;
}

Message About(const FileEntry& file, const MessageText& text) {
  return {std::string(text.key.view()), {{"path", file.path}}};
}

bool IsBinary(const SourceText& text) {
  if (text.encoding == Encoding::kUtf16) return false;
  return std::string_view(text.text).substr(0, kBinaryBytes).find('\0') != std::string_view::npos;
}

void Add(HeaderStatements statements, FileLicensing& out) {
  out.copyrights = std::move(statements.copyrights);
  out.licenses = std::move(statements.licenses);
  out.snippets = std::move(statements.snippets);
  out.ignored = std::move(statements.ignored);
  out.strings = std::move(statements.strings);
}

template <typename T>
void Append(const std::vector<T>& from, std::vector<T>& to) {
  to.insert(to.end(), from.begin(), from.end());
}

// What tables add to what the file says of itself (REUSE 3.3, Precedence).
void AddExternal(const ExternalInfo& external, FileLicensing& out) {
  // Each of the two is asked for alone: a file with a licence and no notice takes the notice.
  const bool own_copyright = !out.copyrights.empty();
  const bool own_license = !out.licenses.empty();
  for (const Annotation* annotation : external.always) {
    Append(annotation->copyrights, out.copyrights);
    Append(annotation->licenses, out.licenses);
  }
  if (!own_copyright && external.closest_copyright != nullptr) {
    Append(external.closest_copyright->copyrights, out.copyrights);
  }
  if (!own_license && external.closest_license != nullptr) {
    Append(external.closest_license->licenses, out.licenses);
  }
}

}  // namespace

bool FileLicensing::NamesLicense() const {
  return std::any_of(licenses.begin(), licenses.end(), [](const LicenseStatement& license) {
    return license.expression.has_value();
  });
}

bool FileLicensing::NamesHolder() const {
  return std::any_of(copyrights.begin(), copyrights.end(),
                     [](const CopyrightNotice& notice) { return !notice.holder.empty(); });
}

struct Licensing::State {
  State(GitView& its_view, Keep keep)
      : view(its_view),
        max_kept(keep == Keep::kAnswers ? kMaxKept : 0),
        external(its_view),
        meson(its_view.Files()) {
    for (const FileEntry& file : view.Files()) {
      const std::string_view path = file.path.bytes();
      if (IsFile(file.mode) && path.ends_with(kSideCarEnding)) side_cars.emplace(path, &file);
    }
  }

  std::optional<Exclusion> WhyExcluded(const FileEntry& file) const;
  Status ReadOwn(const FileEntry& file, FileLicensing& out);
  Status ReadSideCar(const FileEntry& side_car, const FileEntry& file, FileLicensing& out);
  Status ReadContent(const FileEntry& file, FileLicensing& out);
  Result<bool> IsEmpty(const FileEntry& file);
  Result<FileLicensing> Find(const FileEntry& file);

  GitView& view;
  size_t max_kept;
  ExternalLicenses external;
  MesonSubprojects meson;
  /// By path: asked for once for each file, where few have one.
  std::unordered_map<std::string_view, const FileEntry*> side_cars;
  std::unordered_map<std::string, std::shared_ptr<const FileLicensing>> kept;  ///< By path.
};

std::optional<Exclusion> Licensing::State::WhyExcluded(const FileEntry& file) const {
  const auto excluded = WhyNotCovered(file);
  const std::string_view path = file.path.bytes();
  if (excluded == Exclusion::kSideCar) {
    const auto* owner = FindFile(view.Files(), path.substr(0, path.size() - kSideCarEnding.size()));
    if (owner == nullptr || !IsFile(owner->mode)) return Exclusion::kOrphanSideCar;
  }
  if (!excluded && meson.Contains(path)) return Exclusion::kMesonSubproject;
  return excluded;
}

Status Licensing::State::ReadOwn(const FileEntry& file, FileLicensing& out) {
  if (side_cars.empty()) return ReadContent(file, out);
  const auto side_car = side_cars.find(file.path.bytes() + std::string(kSideCarEnding));
  if (side_car == side_cars.end()) return ReadContent(file, out);
  return ReadSideCar(*side_car->second, file, out);
}

Status Licensing::State::ReadSideCar(const FileEntry& side_car, const FileEntry& file,
                                     FileLicensing& out) {
  out.side_car = side_car.path.bytes();
  BlobAnswer blob = TRY(view.Read(side_car));
  out.unchecked = WhyNotRead(file, blob);
  if (out.unchecked) return Ok{};
  const SourceText text = DecodeSource(std::move(blob.bytes));
  HeaderStatements statements =
      ReadHeader(text.text, nullptr, {InfoSource::kSideCar, out.side_car, 0});
  if (statements.too_many) out.unchecked = About(file, kTooManyTagsMessage);
  Add(std::move(statements), out);
  return Ok{};
}

Status Licensing::State::ReadContent(const FileEntry& file, FileLicensing& out) {
  BlobAnswer blob = TRY(view.Read(file));
  out.unchecked = WhyNotRead(file, blob);
  if (out.unchecked) return Ok{};
  if (blob.bytes.empty()) {
    out.excluded = Exclusion::kEmptyFile;
    return Ok{};
  }
  const bool lfs = IsLfsPointer(blob.bytes) && FileKindOf(file.path.bytes()).has_value();
  const SourceText text = DecodeSource(std::move(blob.bytes));
  out = OfText(file.path.bytes(), text);
  out.own_bytes = text.text.size();
  if (lfs) out.unchecked = About(file, kLfsMessage);
  return Ok{};
}

// Where the view knows no ids, an empty file does not show from outside.
Result<bool> Licensing::State::IsEmpty(const FileEntry& file) {
  if (!file.blob.IsZero()) return false;
  const BlobAnswer blob = TRY(view.Read(file));
  return blob.state == BlobState::kPresent && blob.bytes.empty();
}

Result<FileLicensing> Licensing::State::Find(const FileEntry& file) {
  FileLicensing out;
  out.excluded = WhyExcluded(file);
  if (out.excluded) return out;
  ExternalInfo external_info = TRY(external.Of(file.path.bytes()));
  if (external_info.overridden_by.empty()) {
    TRY(ReadOwn(file, out));
    if (out.excluded) return out;
  }
  if (!out.own_bytes && TRY(IsEmpty(file))) {
    FileLicensing empty;
    empty.excluded = Exclusion::kEmptyFile;
    return empty;
  }
  AddExternal(external_info, out);
  out.overridden_by = std::move(external_info.overridden_by);
  if (external_info.unchecked) {
    out.unchecked = std::move(external_info.unchecked);
    out.unchecked->args.emplace_back("path", file.path);
    out.may_be_replaced = external_info.may_override;
  }
  return out;
}

Licensing::Licensing(GitView& view, Keep keep) : state_(std::make_unique<State>(view, keep)) {}
Licensing::~Licensing() = default;

Result<std::shared_ptr<const FileLicensing>> Licensing::Of(const FileEntry& file) {
  const auto kept = state_->kept.find(file.path.bytes());
  if (kept != state_->kept.end()) return kept->second;
  auto found = std::make_shared<const FileLicensing>(TRY(state_->Find(file)));
  if (state_->kept.size() < state_->max_kept && IsSmall(*found)) {
    state_->kept.emplace(file.path.bytes(), found);
  }
  return found;
}

Result<SourceText> Licensing::TextOf(const FileEntry& file) {
  return DecodeSource(TRY(state_->view.Read(file)).bytes);
}

FileLicensing Licensing::OfText(std::string_view path, const SourceText& text) {
  FileLicensing out;
  const auto kind = FileKindOf(path, text.text);
  // A file that only looks binary and has a comment style is source code: a NUL hides nothing.
  if (!kind && IsBinary(text)) return out;
  const InfoPlace place{InfoSource::kHeader, std::string(path), 0};
  HeaderStatements statements = ReadHeader(text.text, kind ? &*kind : nullptr, place);
  if (statements.too_many) {
    out.unchecked = Message{std::string(kTooManyTagsMessage.key.view()),
                            {{"path", Untrusted(std::string(path))}}};
  }
  Add(std::move(statements), out);
  return out;
}

}  // namespace headwater::license
