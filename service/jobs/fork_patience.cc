// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/fork_patience.h"

#include <chrono>
#include <utility>

#include "service/git/mirror_folder.h"

namespace headwater::jobs {
namespace {

/// Below the minute that whoever forgets a project is given: it is still told why it failed.
constexpr std::chrono::seconds kWriterWait{50};

class Patient final : public ForkPartition {
 public:
  Patient(std::shared_ptr<ForkPartition> partition, std::string folder, PartitionName name)
      : partition_(std::move(partition)), folder_(std::move(folder)), name_(std::move(name)) {}

  Result<std::vector<IndexedProject>> List() const override { return partition_->List(); }
  Result<std::optional<IndexedProject>> Find(const std::string& name) const override {
    return partition_->Find(name);
  }
  Result<std::optional<IndexedProject>> Get(uint32_t number) const override {
    return partition_->Get(number);
  }
  Result<uint64_t> CountProjects() const override { return partition_->CountProjects(); }
  Result<uint32_t> Put(const IndexedProject& project, const ContentKeys& new_keys,
                       const ProjectSketch* sketch) override {
    const git::MirrorFolder lock = TRY(Lock());
    return partition_->Put(project, new_keys, sketch);
  }
  Result<bool> Remove(const std::string& name) override {
    const git::MirrorFolder lock = TRY(Lock());
    return partition_->Remove(name);
  }
  Result<std::vector<KeyHits>> Look(KeyLayer layer,
                                    std::span<const ContentKey> keys) const override {
    return partition_->Look(layer, keys);
  }
  Result<std::optional<ProjectSketch>> SketchOf(uint32_t number) const override {
    return partition_->SketchOf(number);
  }
  Result<bool> Compact() override {
    const git::MirrorFolder lock = TRY(Lock());
    return partition_->Compact();
  }
  Result<uint64_t> Bytes() const override { return partition_->Bytes(); }

 private:
  Result<git::MirrorFolder> Lock() const {
    Result<git::MirrorFolder> lock = git::MirrorFolder::Lock(folder_, name_.text, kWriterWait);
    if (lock.ok() || lock.error().code != Errc::kTransient) return lock;
    return Error{Errc::kTransient, folder_ + "/" + name_.text + ": another process writes there"};
  }

  const std::shared_ptr<ForkPartition> partition_;
  const std::string folder_;
  const PartitionName name_;
};

}  // namespace

std::shared_ptr<ForkPartition> PatientPartition(std::shared_ptr<ForkPartition> partition,
                                                std::string folder, PartitionName name) {
  return std::make_shared<Patient>(std::move(partition), std::move(folder), std::move(name));
}

}  // namespace headwater::jobs
