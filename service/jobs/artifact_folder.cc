// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/artifact_folder.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <system_error>
#include <utility>

#include "headwater/hash.h"

namespace headwater::jobs {
namespace {

/// What an error of a download says of the file; none: try again later.
std::optional<ArtifactProblem> ProblemOf(const Error& error) {
  switch (error.code) {
    case Errc::kContent:
      return ArtifactProblem::kTooLarge;
    case Errc::kNotFound:
    case Errc::kDenied:
    case Errc::kInvalid:
      return ArtifactProblem::kGone;
    default:
      return std::nullopt;
  }
}

}  // namespace

Result<ArtifactFolder> ArtifactFolder::Make(const std::string& parent) {
  std::string path = parent + "/XXXXXX";
  // mkdtemp(3): nobody else may enter it.
  if (mkdtemp(path.data()) == nullptr) {
    return Error{Errc::kTransient, path + ": " + std::generic_category().message(errno)};
  }
  return ArtifactFolder(std::move(path));
}

ArtifactFolder::ArtifactFolder(ArtifactFolder&& other) noexcept
    : path_(std::exchange(other.path_, std::string())) {}

ArtifactFolder::~ArtifactFolder() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

Status ArtifactFolder::Write(const std::string& bytes, Artifact& artifact) const {
  artifact.file = path_ + "/" + Sha256Hex(bytes);
  std::ofstream file(artifact.file, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) return Error{Errc::kTransient, artifact.file + ": cannot be written"};
  return Ok{};
}

Result<bool> ArtifactFolder::Download(PipelineFiles& files, const ListedArtifact& file,
                                      uint64_t& left, Artifact& artifact) const {
  const Result<std::string> bytes = files.Download(file.address, std::min(left, kMaxArtifactBytes));
  if (bytes.ok()) {
    left -= bytes.value().size();
    TRY(Write(bytes.value(), artifact));
    return true;
  }
  if (file.is_guess && bytes.error().code == Errc::kNotFound) return false;
  const auto problem = ProblemOf(bytes.error());
  if (!problem) return bytes.error();
  artifact.problem = *problem;
  return true;
}

Result<std::vector<Artifact>> ArtifactFolder::Bring(PipelineFiles& files,
                                                    const ListedArtifacts& listed) {
  std::vector<Artifact> brought;
  std::optional<ArtifactOrigin> found;
  uint64_t left = kMaxArtifactsBytes;
  size_t count = 0;
  for (const ListedArtifact& file : listed.files) {
    Artifact artifact = file.artifact;
    const bool is_enough = count == kMaxArtifactFiles || (found && artifact.origin != *found);
    if (is_enough) break;
    const bool is_there = artifact.problem == ArtifactProblem::kNone;
    if (is_there && !TRY(Download(files, file, left, artifact))) continue;
    if (!artifact.file.empty()) {
      found = artifact.origin;
      ++count;
    }
    brought.push_back(std::move(artifact));
  }
  return brought;
}

Result<std::string> ReadArtifactFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) return Error{Errc::kContent, "the file cannot be opened"};
  const auto size = static_cast<uint64_t>(file.tellg());
  if (size > kMaxArtifactBytes) return Error{Errc::kContent, "larger than 64 MiB"};
  std::string bytes(size, '\0');
  file.seekg(0);
  file.read(bytes.data(), static_cast<std::streamsize>(size));
  if (static_cast<uint64_t>(file.gcount()) != size) {
    return Error{Errc::kContent, "the file cannot be read"};
  }
  return bytes;
}

}  // namespace headwater::jobs
