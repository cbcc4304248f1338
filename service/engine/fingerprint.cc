// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/engine/fingerprint.h"

#include <map>
#include <string>

#include "headwater/hash.h"

namespace headwater::engine {
namespace {

// Part of the hashed text, so that a change of the recipe cannot collide with the old one. Stored
// in decisions and waivers: never change what version 1 means.
constexpr std::string_view kVersion = "headwater-fingerprint/1";
constexpr std::string_view kWaiverVersion = "headwater-waiver/1";
// 128 bits are enough to tell the findings of one project apart.
constexpr size_t kDigits = 32;

/// Every part with its length before it, so that no two lists of parts give the same text.
void AppendPart(std::string& text, std::string_view part) {
  text += std::to_string(part.size());
  text += ':';
  text += part;
}

}  // namespace

void SetFingerprints(std::string_view rule_id, std::vector<Finding>& findings) {
  std::map<std::string, uint64_t> seen;
  for (Finding& finding : findings) {
    std::string text;
    AppendPart(text, kVersion);
    AppendPart(text, rule_id);
    AppendPart(text, finding.path.bytes());
    AppendPart(text, finding.message.key);
    AppendPart(text, finding.evidence.bytes());
    const uint64_t occurrence = seen[text]++;
    AppendPart(text, std::to_string(occurrence));
    finding.fingerprint = Sha256Hex(text).substr(0, kDigits);
  }
}

void SetWaiverFingerprints(std::span<const FileEntry> files, std::vector<Finding>& findings) {
  for (Finding& finding : findings) {
    std::string text;
    AppendPart(text, kWaiverVersion);
    AppendPart(text, finding.fingerprint);
    // Evidence is part of the fingerprint already; without any the whole file is what was found.
    const FileEntry* file = nullptr;
    if (finding.evidence.empty()) file = FindFile(files, finding.path.bytes());
    AppendPart(text, file == nullptr ? std::string() : file->blob.Hex());
    finding.waiver_fingerprint = Sha256Hex(text).substr(0, kDigits);
  }
}

}  // namespace headwater::engine
