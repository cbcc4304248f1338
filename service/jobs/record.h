// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/change.h"
#include "headwater/finding.h"
#include "headwater/git.h"
#include "headwater/policy.h"
#include "headwater/result.h"
#include "headwater/rule.h"

/// \file
/// What a judgement rested on, so that it can be made again when branches, mirrors and artifacts
/// are gone: the request, the policies' layers, the change, the facts, and the answer to every
/// question that policies and rules asked the repository. Described in service/docs/replay.md.

namespace headwater::jobs {

/// What contents one record holds at most, before they are compressed. With more it says that it is
/// too large to be re-executed: a store of a platform's 100,000 judgements a year has to end
/// somewhere, and an honest change reads far less (a tenth of it for 1,000 changed files).
inline constexpr uint64_t kMaxRecordBytes = uint64_t{32} << 20U;

struct RecordedError {
  Errc code = Errc::kContent;
  std::string message;
};

/// A shipped rule set, as it was.
struct RecordedPreset {
  std::string name;
  uint64_t content = 0;  ///< Index into Record::contents, as everywhere below.
};

/// The files of one commit: `head`, `before`, `target`, `target-root`, `default`, `default-root`.
struct RecordedView {
  std::string name;
  std::optional<RecordedError> error;  ///< It could not be opened.
  /// Its list in pieces (EncodeFiles): two lists that are nearly alike share most of them.
  std::vector<uint64_t> pieces;
};

/// What a view answered about one file's content.
struct RecordedBlob {
  BlobId blob;
  FileMode mode = FileMode::kRegular;
  bool large = false;  ///< By GitView::ReadLarge.
  BlobState state = BlobState::kMissing;
  uint64_t size = 0;
  uint64_t content = 0;  ///< When kPresent.
  std::optional<RecordedError> error;
};

struct RecordedLines {
  Untrusted path;
  std::vector<LineRange> added;
  std::optional<RecordedError> error;
};

struct RecordedArtifact {
  uint64_t index = 0;  ///< Into Facts::artifacts.
  uint64_t content = 0;
  std::optional<RecordedError> error;
};

/// What a rule answered.
struct RecordedRule {
  std::string id;
  Verdict verdict = Verdict::kUnknown;
  Mode mode = Mode::kOff;                 ///< RuleResult::effective_mode.
  std::vector<std::string> fingerprints;  ///< Of its findings, sorted.
  uint64_t more_findings = 0;
};

struct Record {
  std::string engine;   ///< kEngineVersion of who made it.
  std::string request;  ///< `headwater.evaluate/1`.
  bool too_large = false;
  std::vector<RecordedPreset> presets;
  Change change;
  Facts facts;
  std::vector<RecordedView> views;
  std::vector<RecordedBlob> blobs;
  std::vector<RecordedLines> lines;
  std::vector<RecordedArtifact> artifacts;
  std::vector<RecordedRule> rules;
  /// Each once. Not part of the manifest.
  std::vector<std::string> contents;
};

/// Everything but the contents, as bytes.
std::string EncodeManifest(const Record& record);
/// Without contents. kContent when it is no record of ours.
Result<Record> DecodeManifest(std::string_view bytes);

/// One piece of a list of files, and back. A list is cut where a path's hash says so: whatever
/// changes elsewhere, the other pieces stay the same.
std::vector<std::string> EncodeFiles(std::span<const FileEntry> files);
Status AddFiles(std::string_view piece, std::vector<FileEntry>& files);

}  // namespace headwater::jobs
