// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/record_bytes.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace headwater::jobs {
namespace {

constexpr size_t kLengthBytes = 8;

void Append(std::string_view part, std::string& out) {
  for (size_t i = 0; i < kLengthBytes; ++i) {
    out += static_cast<char>(uint64_t{part.size()} >> (8 * i) & 0xFFU);
  }
  out += part;
}

std::optional<std::string_view> Cut(std::string_view& bytes) {
  if (bytes.size() < kLengthBytes) return std::nullopt;
  uint64_t length = 0;
  for (size_t i = kLengthBytes; i > 0; --i) {
    length = length << 8U | static_cast<unsigned char>(bytes[i - 1]);
  }
  bytes.remove_prefix(kLengthBytes);
  if (bytes.size() < length) return std::nullopt;
  const std::string_view part = bytes.substr(0, length);
  bytes.remove_prefix(length);
  return part;
}

}  // namespace

void AppendParts(const std::string& fix_patch, const std::optional<Record>& record,
                 std::string& out) {
  if (fix_patch.empty() && !record) return;
  const std::string manifest = record ? EncodeManifest(*record) : "";
  size_t size = out.size() + 1 + 2 * kLengthBytes + fix_patch.size() + manifest.size();
  if (record) {
    for (const std::string& content : record->contents) size += kLengthBytes + content.size();
  }
  out.reserve(size);
  out += '\0';
  Append(fix_patch, out);
  if (!record) return;
  Append(manifest, out);
  for (const std::string& content : record->contents) Append(content, out);
}

Result<ChildOutput> SplitOutput(std::string_view out) {
  const size_t end = std::min(out.find('\0'), out.size());
  ChildOutput output{.answer = out.substr(0, end), .fix_patch = {}, .record = {}};
  if (end == out.size()) return output;
  output.record = out.substr(end + 1);
  const std::optional<std::string_view> patch = Cut(output.record);
  if (!patch) return Error{Errc::kContent, "the evaluator's answer is cut off"};
  output.fix_patch = *patch;
  return output;
}

Result<RecordedReads> ReadRecordBytes(std::string_view bytes) {
  RecordedReads reads;
  bool is_manifest = true;
  do {
    const std::optional<std::string_view> part = Cut(bytes);
    if (!part) return Error{Errc::kContent, "the record of what was read is cut off"};
    if (is_manifest) {
      reads.manifest = *part;
    } else {
      reads.contents.emplace_back(*part);
    }
    is_manifest = false;
  } while (!bytes.empty());
  return reads;
}

}  // namespace headwater::jobs
