// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/file_license.h"

#include <string_view>
#include <utility>

#include "headwater/rule.h"

namespace headwater::license {
namespace {

using State = FileLicense::State;

FileLicense Answer(State state) {
  FileLicense license;
  license.state = state;
  return license;
}

FileLicense Unchecked(Message why) {
  FileLicense license = Answer(State::kUnchecked);
  license.why = std::move(why);
  return license;
}

Message About(const FileEntry& file, std::string_view key) {
  return {std::string(key), {{"path", file.path}}};
}

// Why a blob's bytes cannot be looked at; nothing when they can.
std::optional<FileLicense> NotThere(const FileEntry& file, const BlobAnswer& blob) {
  std::optional<Message> why = WhyNotRead(file, blob);
  if (!why) return std::nullopt;
  return Unchecked(*std::move(why));
}

// Qt's translations are XML in files that are called like TypeScript.
const CommentStyle* StyleFor(const FileKind& kind, std::string_view text) {
  static const std::optional<FileKind> kXml = FileKindOf("x.xml");
  const bool is_xml = text.starts_with("<?xml") || text.starts_with("<!DOCTYPE TS>");
  return is_xml && kXml ? kXml->style : kind.style;
}

State StateOf(const OwnLicense& own) {
  switch (own.state) {
    case OwnLicense::State::kNone:
      return State::kMissing;
    case OwnLicense::State::kNamed:
      return State::kNamed;
    case OwnLicense::State::kUnreadable:
      return State::kUnreadable;
  }
  return State::kMissing;
}

}  // namespace

Result<FileLicense> FileLicenses::Of(const FileEntry& file, const std::optional<FileKind>& kind) {
  ExternalLicense external = TRY(external_.Of(file.path.bytes()));
  if (external.state == ExternalLicense::State::kNamed) return Answer(State::kNamed);
  if (external.state == ExternalLicense::State::kOverridden) {
    FileLicense license = Answer(State::kOverridden);
    license.source = std::move(external.source);
    return license;
  }
  const FileEntry* side_car = FindFile(view_.Files(), file.path.bytes() + ".license");
  const bool has_side_car = side_car != nullptr && IsFile(side_car->mode);
  FileLicense license =
      has_side_car ? TRY(FromSideCar(*side_car, file)) : TRY(FromContent(file, kind));
  if (external.state != ExternalLicense::State::kUnknown) return license;
  const bool named = license.state == State::kNamed && !external.may_override;
  if (named || license.state == State::kEmpty) return license;
  external.why->args.emplace_back("path", file.path);
  return Unchecked(std::move(*external.why));
}

Result<FileLicense> FileLicenses::FromSideCar(const FileEntry& side_car, const FileEntry& file) {
  BlobAnswer blob = TRY(view_.Read(side_car));
  if (auto not_there = NotThere(file, blob)) return *not_there;
  FileLicense license;
  license.source = side_car.path.bytes();
  const SourceText text = DecodeSource(std::move(blob.bytes));
  license.own = ReadOwnLicense(text.text, nullptr);
  license.state = StateOf(license.own);
  return license;
}

Result<FileLicense> FileLicenses::FromContent(const FileEntry& file,
                                              const std::optional<FileKind>& kind) {
  BlobAnswer blob = TRY(view_.Read(file));
  if (auto not_there = NotThere(file, blob)) return *not_there;
  if (blob.bytes.empty()) return Answer(State::kEmpty);
  if (kind && IsLfsPointer(blob.bytes)) return Unchecked(About(file, "lfs"));
  FileLicense license;
  license.text = DecodeSource(std::move(blob.bytes));
  license.text_read = true;
  const std::string_view text = license.text.text;
  license.own = ReadOwnLicense(text, kind ? StyleFor(*kind, text) : nullptr);
  if (license.own.state == OwnLicense::State::kNone && kind && !kind->source) {
    license.own = ReadHeadLicense(text);
  }
  license.state = StateOf(license.own);
  return license;
}

}  // namespace headwater::license
