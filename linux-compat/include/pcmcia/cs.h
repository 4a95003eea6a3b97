/* SPDX-License-Identifier: MIT
 * Card services, as the PC Card standard and its Linux guide for drivers describe them. There are none: a call fails the domain.
 */
#pragma once
#include <linux/types.h>
#include <linux/interrupt.h>
#include <pcmcia/cs_types.h>

enum service {
    AccessConfigurationRegister, AddSocketServices, AdjustResourceInfo, CheckEraseQueue, CloseMemory, CopyMemory,
    DeregisterClient, DeregisterEraseQueue, GetCardServicesInfo, GetClientInfo, GetConfigurationInfo,
    GetEventMask, GetFirstClient, GetFirstPartion, GetFirstRegion, GetFirstTuple, GetNextClient, GetNextPartition,
    GetNextRegion, GetNextTuple, GetStatus, GetTupleData, MapLogSocket, MapLogWindow, MapMemPage, MapPhySocket,
    MapPhyWindow, ModifyConfiguration, ModifyWindow, OpenMemory, ParseTuple, ReadMemory, RegisterClient,
    RegisterEraseQueue, RegisterMTD, RegisterTimer, ReleaseConfiguration, ReleaseExclusive, ReleaseIO, ReleaseIRQ,
    ReleaseSocketMask, ReleaseWindow, ReplaceSocketServices, RequestConfiguration, RequestExclusive, RequestIO,
    RequestIRQ, RequestSocketMask, RequestWindow, ResetCard, ReturnSSEntry, SetEventMask, SetRegion, ValidateCIS,
    VendorSpecific, WriteMemory, BindDevice, BindMTD, ReportError, SuspendCard, ResumeCard, EjectCard, InsertCard,
    ReplaceCIS
};
extern int CardServices(int service, ...);

#define CS_SUCCESS 0x00
#define CS_BAD_ADAPTER 0x01
#define CS_BAD_ATTRIBUTE 0x02
#define CS_BAD_BASE 0x03
#define CS_BAD_EDC 0x04
#define CS_BAD_IRQ 0x06
#define CS_BAD_OFFSET 0x07
#define CS_BAD_PAGE 0x08
#define CS_READ_FAILURE 0x09
#define CS_BAD_SIZE 0x0a
#define CS_BAD_SOCKET 0x0b
#define CS_BAD_TYPE 0x0d
#define CS_BAD_VCC 0x0e
#define CS_BAD_VPP 0x0f
#define CS_BAD_WINDOW 0x11
#define CS_WRITE_FAILURE 0x12
#define CS_NO_CARD 0x14
#define CS_UNSUPPORTED_FUNCTION 0x15
#define CS_UNSUPPORTED_MODE 0x16
#define CS_BAD_SPEED 0x17
#define CS_BUSY 0x18
#define CS_GENERAL_FAILURE 0x19
#define CS_WRITE_PROTECTED 0x1a
#define CS_BAD_ARG_LENGTH 0x1b
#define CS_BAD_ARGS 0x1c
#define CS_CONFIGURATION_LOCKED 0x1d
#define CS_IN_USE 0x1e
#define CS_NO_MORE_ITEMS 0x1f
#define CS_OUT_OF_RESOURCE 0x20
#define CS_BAD_HANDLE 0x21
#define CS_BAD_TUPLE 0x22

/* events */
#define CS_EVENT_PRI_LOW 0
#define CS_EVENT_PRI_HIGH 1
#define CS_EVENT_WRITE_PROTECT 0x000001
#define CS_EVENT_CARD_LOCK 0x000002
#define CS_EVENT_CARD_INSERTION 0x000004
#define CS_EVENT_CARD_REMOVAL 0x000008
#define CS_EVENT_BATTERY_DEAD 0x000010
#define CS_EVENT_BATTERY_LOW 0x000020
#define CS_EVENT_READY_CHANGE 0x000040
#define CS_EVENT_CARD_DETECT 0x000080
#define CS_EVENT_RESET_REQUEST 0x000100
#define CS_EVENT_RESET_PHYSICAL 0x000200
#define CS_EVENT_CARD_RESET 0x000400
#define CS_EVENT_REGISTRATION_COMPLETE 0x000800
#define CS_EVENT_RESET_COMPLETE 0x001000
#define CS_EVENT_PM_SUSPEND 0x002000
#define CS_EVENT_PM_RESUME 0x004000
#define CS_EVENT_INSERTION_REQUEST 0x008000
#define CS_EVENT_EJECTION_REQUEST 0x010000
#define CS_EVENT_MTD_REQUEST 0x020000
#define CS_EVENT_ERASE_COMPLETE 0x040000
#define CS_EVENT_REQUEST_ATTENTION 0x080000
#define CS_EVENT_3VCARD 0x200000
#define CS_EVENT_XVCARD 0x400000

typedef struct event_callback_args_t {
    client_handle_t client_handle;
    void *info, *mtdrequest, *buffer, *misc, *client_data;
} event_callback_args_t;
typedef struct client_reg_t {
    dev_info_t *dev_info;
    unsigned int Attributes, EventMask;
    int (*event_handler)(event_t event, int priority, event_callback_args_t *args);
    event_callback_args_t event_callback_args;
    unsigned int Version;
} client_reg_t;
#define INFO_MASTER_CLIENT 0x01
#define INFO_IO_CLIENT 0x02
#define INFO_MTD_CLIENT 0x04
#define INFO_MEM_CLIENT 0x08
#define INFO_CARD_SHARE 0x10
#define INFO_CARD_EXCL 0x20

typedef struct servinfo_t {
    char Signature[2];
    unsigned int Count, Revision, CSLevel;
    char *VendorString;
} servinfo_t;
typedef struct error_info_t {
    int func, retcode;
} error_info_t;
typedef struct cs_status_t {
    u8 Function;
    event_t CardState, SocketState;
} cs_status_t;
#define CS_STATUS_CARD_DETECT CS_EVENT_CARD_DETECT

typedef struct io_req_t {
    ioaddr_t BasePort1, NumPorts1;
    unsigned int Attributes1;
    ioaddr_t BasePort2, NumPorts2;
    unsigned int Attributes2, IOAddrLines;
} io_req_t;
#define IO_SHARED 0x01
#define IO_FIRST_SHARED 0x02
#define IO_FORCE_ALIAS_ACCESS 0x04
#define IO_DATA_PATH_WIDTH 0x18
#define IO_DATA_PATH_WIDTH_8 0x00
#define IO_DATA_PATH_WIDTH_16 0x08
#define IO_DATA_PATH_WIDTH_AUTO 0x10

typedef struct irq_req_t {
    unsigned int Attributes, AssignedIRQ, IRQInfo1, IRQInfo2;
    void (*Handler)(int irq, void *instance, struct pt_regs *regs);
    void *Instance;
} irq_req_t;
#define IRQ_TYPE 0x03
#define IRQ_TYPE_EXCLUSIVE 0x00
#define IRQ_TYPE_TIME 0x01
#define IRQ_TYPE_DYNAMIC_SHARING 0x02
#define IRQ_FORCED_PULSE 0x04
#define IRQ_FIRST_SHARED 0x08
#define IRQ_HANDLE_PRESENT 0x10
#define IRQ_PULSE_ALLOCATED 0x100
#define IRQ_MASK 0x0f
#define IRQ_NMI_ID 0x01
#define IRQ_IOCK_ID 0x02
#define IRQ_BERR_ID 0x04
#define IRQ_VEND_ID 0x08
#define IRQ_INFO2_VALID 0x10
#define IRQ_LEVEL_ID 0x20
#define IRQ_PULSE_ID 0x40
#define IRQ_SHARE_ID 0x80

typedef struct config_req_t {
    unsigned int Attributes, Vcc, Vpp1, Vpp2, IntType, ConfigBase;
    u8 Status, Pin, Copy, ExtStatus, ConfigIndex;
    unsigned int Present;
} config_req_t;
#define CONF_ENABLE_IRQ 0x01
#define CONF_ENABLE_DMA 0x02
#define CONF_ENABLE_SPKR 0x04
#define CONF_VALID_CLIENT 0x100
#define INT_MEMORY 0x01
#define INT_MEMORY_AND_IO 0x02
#define INT_CARDBUS 0x04
#define PRESENT_OPTION 0x001
#define PRESENT_STATUS 0x002
#define PRESENT_PIN_REPLACE 0x004
#define PRESENT_COPY 0x008
#define PRESENT_EXT_STATUS 0x010
#define PRESENT_IOBASE_0 0x020
#define PRESENT_IOBASE_1 0x040

typedef struct config_info_t {
    u8 Function;
    unsigned int Attributes, Vcc, Vpp1, Vpp2, IntType, ConfigBase;
    u8 Status, Pin, Copy, Option, ExtStatus;
    unsigned int Present, CardValues, AssignedIRQ, IRQAttributes;
    ioaddr_t BasePort1, NumPorts1;
    unsigned int Attributes1;
    ioaddr_t BasePort2, NumPorts2;
    unsigned int Attributes2, IOAddrLines;
} config_info_t;

typedef struct conf_reg_t {
    u8 Function;
    unsigned int Action;
    off_t Offset;
    unsigned int Value;
} conf_reg_t;
#define CS_READ 1
#define CS_WRITE 2

typedef struct win_req_t {
    unsigned int Attributes;
    unsigned long Base;
    unsigned int Size, AccessSpeed;
} win_req_t;
typedef struct memreq_t {
    unsigned int CardOffset;
    page_t Page;
} memreq_t;
typedef struct modwin_t {
    unsigned int Attributes, AccessSpeed;
} modwin_t;
#define WIN_ADDR_SPACE_MEM 0x00
#define WIN_ADDR_SPACE_IO 0x01
#define WIN_MEMORY_TYPE_CM 0x00
#define WIN_MEMORY_TYPE_AM 0x04
#define WIN_ENABLE 0x08
#define WIN_DATA_WIDTH_8 0x00
#define WIN_DATA_WIDTH_16 0x10
#define WIN_DATA_WIDTH_32 0x20
#define WIN_PAGED 0x40
#define WIN_SHARED 0x80
#define WIN_USE_WAIT 0x200
#define WIN_STRICT_ALIGN 0x400
