// SPDX-License-Identifier: MIT
#include "kernel/kernelprobe.h"

namespace bothends {

std::unique_ptr<KernelProbe> makeKernelProbe()
{
    return std::make_unique<NullProbe>();
}

} // namespace bothends
