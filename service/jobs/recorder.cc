// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/recorder.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace headwater::jobs {
namespace {

RecordedError ErrorOf(const Error& error) { return {error.code, error.message}; }

/// Tells answers apart that one content may have.
int KindOf(const FileEntry& file, bool large) {
  return static_cast<int>(file.mode) * 2 + static_cast<int>(large);
}

RecordedRule RuleOf(const RuleResult& result) {
  RecordedRule rule;
  rule.id = result.info->id.view();
  rule.verdict = result.answer.verdict;
  rule.mode = result.effective_mode;
  rule.more_findings = result.answer.more_findings;
  for (const Finding& finding : result.answer.findings) {
    rule.fingerprints.push_back(finding.fingerprint);
  }
  std::ranges::sort(rule.fingerprints);
  return rule;
}

}  // namespace

class Recorder::View final : public GitView {
 public:
  View(Recorder& recorder, Literal name, GitView& view)
      : recorder_(recorder), name_(name), view_(view) {}

  std::span<const FileEntry> Files() const override { return view_.Files(); }
  std::span<const BlobId> Missing() const override { return view_.Missing(); }
  Result<BlobAnswer> Read(const FileEntry& file) override {
    Result<BlobAnswer> answer = view_.Read(file);
    recorder_.NoteBlob(file, /*large=*/false, answer);
    return answer;
  }
  Result<BlobAnswer> ReadLarge(const FileEntry& file) override {
    Result<BlobAnswer> answer = view_.ReadLarge(file);
    recorder_.NoteBlob(file, /*large=*/true, answer);
    return answer;
  }

  Literal name() const { return name_; }
  const GitView* of() const { return &view_; }

 private:
  Recorder& recorder_;
  const Literal name_;
  GitView& view_;
};

class Recorder::Lines final : public LineChanges {
 public:
  Lines(Recorder& recorder, LineChanges& lines) : recorder_(recorder), lines_(lines) {}

  Result<std::vector<LineRange>> AddedLines(const ChangedFile& file) override {
    Result<std::vector<LineRange>> answer = lines_.AddedLines(file);
    recorder_.NoteLines(file.path, answer);
    return answer;
  }

 private:
  Recorder& recorder_;
  LineChanges& lines_;
};

Recorder::Recorder(std::string request, const config::Shipped& shipped) {
  record_.engine = kEngineVersion.view();
  record_.request = std::move(request);
  for (const ShippedFile& file : shipped.files) {
    record_.presets.push_back({std::string(file.name), Keep(file.yaml)});
  }
}

Recorder::~Recorder() = default;

uint64_t Recorder::Keep(std::string_view bytes) {
  if (record_.too_large) return 0;
  const uint64_t hash = std::hash<std::string_view>{}(bytes);
  const auto [begin, end] = contents_.equal_range(hash);
  for (auto at = begin; at != end; ++at) {
    if (record_.contents[at->second] == bytes) return at->second;
  }
  kept_bytes_ += bytes.size();
  if (kept_bytes_ > kMaxRecordBytes) {
    record_.too_large = true;
    record_.contents = {};
    contents_.clear();
    return 0;
  }
  contents_.emplace(hash, record_.contents.size());
  record_.contents.emplace_back(bytes);
  return record_.contents.size() - 1;
}

void Recorder::NoteBlob(const FileEntry& file, bool large, const Result<BlobAnswer>& answer) {
  const auto [known, first] =
      blobs_.try_emplace({file.blob, KindOf(file, large)}, record_.blobs.size());
  if (!first) return;
  RecordedBlob blob{.blob = file.blob, .mode = file.mode, .large = large, .error = {}};
  if (answer.ok()) {
    blob.state = answer.value().state;
    blob.size = answer.value().size;
    if (blob.state == BlobState::kPresent) blob.content = Keep(answer.value().bytes);
  } else {
    blob.error = ErrorOf(answer.error());
  }
  record_.blobs.push_back(std::move(blob));
}

void Recorder::NoteLines(const Untrusted& path, const Result<std::vector<LineRange>>& answer) {
  if (!lines_.try_emplace(path.bytes(), record_.lines.size()).second) return;
  RecordedLines lines{.path = path, .added = {}, .error = {}};
  if (answer.ok()) {
    lines.added = answer.value();
  } else {
    lines.error = ErrorOf(answer.error());
  }
  record_.lines.push_back(std::move(lines));
}

Result<std::string> Recorder::ReadArtifact(size_t index, const Artifact& artifact) {
  Result<std::string> bytes = artifact.read();
  const bool known = std::ranges::any_of(
      record_.artifacts, [index](const RecordedArtifact& one) { return one.index == index; });
  if (known) return bytes;
  RecordedArtifact recorded{.index = index, .error = {}};
  if (bytes.ok()) {
    recorded.content = Keep(bytes.value());
  } else {
    recorded.error = ErrorOf(bytes.error());
  }
  record_.artifacts.push_back(std::move(recorded));
  return bytes;
}

Recorder::View& Recorder::ViewOf(Literal name, GitView& view) {
  for (const auto& watched : views_) {
    if (watched->name() == name && watched->of() == &view) return *watched;
  }
  return *views_.emplace_back(std::make_unique<View>(*this, name, view));
}

engine::OpenView Recorder::WatchOpen(Literal name, const engine::OpenView& open) {
  if (!open) return nullptr;
  return [this, name, open]() -> Result<GitView*> {
    const Result<GitView*> opened = open();
    if (opened.ok()) return &ViewOf(name, *opened.value());
    const std::string text(name.view());
    if (std::ranges::find(record_.views, text, &RecordedView::name) == record_.views.end()) {
      record_.views.push_back({.name = text, .error = ErrorOf(opened.error()), .pieces = {}});
    }
    return opened.error();
  };
}

JudgementReads Recorder::Watch(const JudgementReads& reads) {
  watched_lines_ = std::make_unique<Lines>(*this, reads.lines);
  return {.change = reads.change,
          .head = ViewOf("head", reads.head),
          .lines = *watched_lines_,
          .target_root = WatchOpen("target-root", reads.target_root),
          .target = WatchOpen("target", reads.target),
          .default_root = WatchOpen("default-root", reads.default_root),
          .default_branch = WatchOpen("default", reads.default_branch),
          .before = WatchOpen("before", reads.before)};
}

Facts Recorder::Watch(const Facts& facts) {
  Facts watched = facts;
  for (size_t index = 0; index < facts.artifacts.size(); ++index) {
    if (!facts.artifacts[index].read) continue;
    watched.artifacts[index].read = [this, index, artifact = facts.artifacts[index]] {
      return ReadArtifact(index, artifact);
    };
  }
  return watched;
}

void Recorder::Close(const Change& change, const Facts& facts, const Report& report) {
  record_.change = change;
  record_.facts = facts;
  // What follows from the policy is worked out again, and files on disk are nobody's any more.
  for (Artifact& artifact : record_.facts.artifacts) artifact.read = nullptr;
  for (const auto& view : views_) {
    RecordedView recorded{.name = std::string(view->name().view()), .error = {}, .pieces = {}};
    for (const std::string& piece : EncodeFiles(view->Files())) {
      recorded.pieces.push_back(Keep(piece));
    }
    record_.views.push_back(std::move(recorded));
  }
  for (const RuleResult& result : report.rules) record_.rules.push_back(RuleOf(result));
  closed_ = std::move(record_);
}

}  // namespace headwater::jobs
